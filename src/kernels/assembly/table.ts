/** A field of a table that the loader has written: an i32 or an address. The offsets are in `tables/`. */
@inline
export function at(table: usize, field: usize): i32 {
  return load<i32>(table + field);
}

/** A field of double precision. */
@inline
export function numberAt(table: usize, field: usize): f64 {
  return load<f64>(table + field);
}

/** Adds to a field of double precision. */
@inline
export function count(table: usize, field: usize, amount: f64): void {
  store<f64>(table + field, load<f64>(table + field) + amount);
}
