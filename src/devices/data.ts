/** The profiles as they are written, one file a cell. Nothing else is imported here: the build puts all of them into this one file. */
import capacitor3t1c from "./3t1c.json" with { type: "json" };
import biology from "./biology.json" with { type: "json" };
import ecram from "./ecram.json" with { type: "json" };
import eflash from "./eflash.json" with { type: "json" };
import fefet from "./fefet.json" with { type: "json" };
import igzo2t0c from "./igzo-2t0c.json" with { type: "json" };
import mcuSram from "./mcu-sram.json" with { type: "json" };
import pcm from "./pcm.json" with { type: "json" };
import rramAnalog from "./rram-analog.json" with { type: "json" };
import rramNeurosim from "./rram-neurosim.json" with { type: "json" };
import sram22nm from "./sram-22nm.json" with { type: "json" };
import sttMram from "./stt-mram.json" with { type: "json" };

export const profileData: readonly unknown[] = [
  capacitor3t1c,
  igzo2t0c,
  sram22nm,
  mcuSram,
  rramAnalog,
  rramNeurosim,
  pcm,
  sttMram,
  fefet,
  ecram,
  eflash,
];

export const biologyData: unknown = biology;
