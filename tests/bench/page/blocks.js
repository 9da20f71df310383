const { total } = await employees("", 0, 1);
const times = [];
for (let at = 0; at < 20; at += 1) {
  const start = Math.floor((total / 20) * at);
  const began = performance.now();
  await employees("", start, 200);
  times.push(performance.now() - began);
}
return times;
