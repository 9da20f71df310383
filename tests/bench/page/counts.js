const strip = () => document.querySelector("aside [aria-busy]");
const toggle = () => document.querySelector("main li input[role=switch]");
const times = [];
for (let round = 0; round < 8; round += 1) {
  let asked = false;
  const ready = () => {
    const busy = strip()?.getAttribute("aria-busy") === "true";
    asked ||= busy;
    return asked && !busy;
  };
  times.push(await timed(() => toggle().click(), ready));
}
return times;
