// Whether a choice is made is told also while it is folded away. Gradio runs this with `element`.
const mark = () => {
  const form = element.querySelector("form");
  const chosen = [...new FormData(form).values()].some(Boolean);
  form.parentElement.classList.toggle("bw-narrowed", chosen);
};
element.addEventListener("change", mark);
element.addEventListener("reset", () => setTimeout(mark)); // it empties the form afterwards
