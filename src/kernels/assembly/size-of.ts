/** What a change of a persistent weight counts as, for costs other than |Δl|. */
@external("env", "sizeOf")
export declare function sizeOf(change: f64): f64;
