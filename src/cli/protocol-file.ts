import { decodeText } from "../node/files/decode-text.js";
import { readInputFile } from "../node/files/files.js";
import { type Protocol, protocolOf } from "../protocol/index.js";
import { YamlSource } from "../study/yaml-source.js";

/** Bytes of the largest file of a protocol: patterns may be listed in it. */
const LARGEST_PROTOCOL = 16 * 2 ** 20;

/**
 * Reads the file of a protocol.
 *
 * @throws {UsageError} naming the line and the key of what is refused
 */
export function readProtocol(path: string): Protocol {
  const source = new YamlSource(decodeText(readInputFile(path, LARGEST_PROTOCOL), path), path, "protocol");
  return protocolOf(source.value, (place) => source.where(place));
}
