import { expect, test } from "vitest";
import { writtenHabits } from "./habits";
import { habitsOf, regionChoices } from "./region";

test("a region's habits are told part by part", () => {
  expect(writtenHabits("de-DE"), "Germany").toEqual({
    date: "{day}.{month}.{year}",
    time: "{hour}:{minute}",
    padded: true,
    halves: null,
    separator: ".",
    groups: [3, 3],
    grouped_from: 4,
  });
  const american = writtenHabits("en-US");
  expect(american.date, "the month first").toBe("{month}/{day}/{year}");
  expect(american.time, "with the half of the day").toMatch(/^\{hour\}:\{minute\}\s\{half\}$/u);
  expect([american.halves, american.padded], "hours to 12").toEqual([["AM", "PM"], false]);
});

test("digits are grouped as the region groups them", () => {
  expect(writtenHabits("en-IN").groups, "pairs before the last three").toEqual([3, 2]);
  expect(writtenHabits("es-ES").grouped_from, "four digits stay together").toBe(5);
});

test("every region to choose from has habits with all their parts", () => {
  for (const choice of regionChoices) {
    const tag = habitsOf(choice, "en") ?? "en";
    const { date, time } = writtenHabits(tag);
    for (const part of ["{day}", "{month}", "{year}"])
      expect(date, `${tag} says the ${part}`).toContain(part);
    for (const part of ["{hour}", "{minute}"]) expect(time, `${tag} says the ${part}`).toContain(part);
  }
});
