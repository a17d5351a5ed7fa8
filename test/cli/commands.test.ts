import { describe, expect, it } from "vitest";
import { commandNames, commands } from "../../src/cli/commands.js";
import { createProgram } from "../../src/cli/create-program.js";

describe.each(commandNames)("the command %s", (name) => {
  it("takes what the table says, so that the help is the same whether it is loaded or not", async () => {
    const command = await commands[name].load();
    expect(command.name()).toBe(name);
    // Commander shows the flags of a command only where it has some; every command gets --debug.
    expect(command.option("--debug").usage()).toBe(commands[name].usage);
  });
});

it("the help names every command, loaded or not", async () => {
  const [none, all] = [await createProgram([]), await createProgram([...commandNames])];
  expect(none.helpInformation()).toBe(all.helpInformation());
  for (const name of commandNames) expect(none.helpInformation()).toMatch(new RegExp(`^ {2}${name} `, "m"));
});
