/** Lists of terms: a row and its factor. */
import { OUTPUTS, pixelCount, pixelTerms } from "./network";

/** Behind the last of `pixelTerms`. */
export let pixelTermsEnd: usize = 0;

/** The row of a term. */
export function rowOf(term: usize): usize {
  return <usize>load<u32>(term);
}

/** A bit for each of 16 pixels that is not 0. */
function litBits(pixels: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.ne(v128.load(pixels), i8x16.splat(0))));
}

/**
 * Lists the pixels of an image that are not 0, with x = pixel / 255. That is 3 % of the work for a pattern, so that
 * lists are not kept. It looks at 64 pixels a turn, because the end of every turn is mispredicted.
 */
export function listPixels(image: usize): void {
  let end = pixelTerms;
  for (let i: usize = 0; i < pixelCount; i += 64) {
    const at = image + i;
    let lit = litBits(at) | (litBits(at + 16) << 16) | (litBits(at + 32) << 32) | (litBits(at + 48) << 48);
    if (pixelCount - i < 64) lit &= ((<u64>1) << (<u64>(pixelCount - i))) - 1;
    for (; lit !== 0; lit &= lit - 1) {
      const pixel = i + <usize>ctz(lit);
      store<u32>(end, <u32>(OUTPUTS + pixel));
      store<f32>(end, <f32>load<u8>(image + pixel) * <f32>(1.0 / 255.0), 4);
      end += 8;
    }
  }
  pixelTermsEnd = end;
  store<u32>(end, <u32>(OUTPUTS + pixelCount));
  store<f32>(end, 0, 4);
}
