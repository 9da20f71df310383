const entry = [...document.querySelectorAll("nav button")].find((button) =>
  button.textContent.includes("Employees"),
);
return [await timed(() => entry.click(), () => cell("email") !== "")];
