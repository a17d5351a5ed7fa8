import { JSDOM } from "jsdom";

let shared: Document | undefined;

/** The one document in which Node draws its charts; it is made when first asked for, because jsdom loads slowly. */
export function createDocument(): Document {
  shared ??= new JSDOM("").window.document;
  return shared;
}
