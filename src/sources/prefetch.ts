/** How a promise ended, which can be asked late without the failure being taken for one that nobody looks at. */
type Ended<T> = { readonly value: T } | { readonly error: unknown };

const ended = <T>(promise: Promise<T>): Promise<Ended<T>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/**
 * Items made one after the other, the next one while the last is looked at: reading goes on while somebody computes.
 *
 * @param make makes the item that follows; undefined after the last. Two of its items are in use at a time.
 */
export async function* prefetched<T>(make: () => Promise<T | undefined>): AsyncGenerator<T, void, undefined> {
  let next = ended(make());
  try {
    for (;;) {
      const item = await next;
      if ("error" in item) throw item.error;
      if (item.value === undefined) return;
      next = ended(make());
      yield item.value;
    }
  } finally {
    // Whoever leaves early leaves a read behind, which must end before the file is closed.
    await next;
  }
}
