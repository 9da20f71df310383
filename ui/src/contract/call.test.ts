import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { fakePlatform } from "@/platform/fake/fakePlatform";
import { worldOf } from "@/platform/fake/scenarios";
import { failureOf } from "@/platform/fake/world";
import { install } from "@/platform/platform";
import { call, read } from "./call";

test("a failure of the core arrives as it was sent", async () => {
  const fake = fakePlatform(worldOf("first"));
  install(fake);
  fake.refuse("connections", failureOf("disk_full"));
  await expect(call("connections", {}), "its code decides what is shown").rejects.toEqual(
    failureOf("disk_full"),
  );
});

test("anything else that is thrown becomes an internal failure with its cause", async () => {
  install({ ...fakePlatform(worldOf("first")), invoke: () => Promise.reject("command preview not found") });
  await expect(call("connections", {}), "never an unknown shape").rejects.toMatchObject({
    code: "internal",
    details: { cause: "command preview not found" },
  });
});

test("answers are kept under the tag that makes them stale", async () => {
  install(fakePlatform(worldOf("connected")));
  const client = new QueryClient();
  await client.fetchQuery(read("employee", { id: 1 }));
  await client.invalidateQueries({ queryKey: ["employees"] });
  const state = client.getQueryState(read("employee", { id: 1 }).queryKey);
  expect(state?.isInvalidated, "one tag reaches every answer about employees").toBe(true);
});
