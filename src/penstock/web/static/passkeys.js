// Passkeys: what the page was asked goes to the device, and what the device answers into the form.
"use strict";

const forms = document.querySelectorAll("form[data-passkey]");
const isAble = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

const ways = {
  make: async (asked) =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked),
    }),
  prove: async (asked) =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
    }),
};

async function answered(form) {
  const said = form.querySelector("[role=status]");
  said.textContent = "Your device asks you now.";
  try {
    const credential = await ways[form.dataset.passkey](JSON.parse(form.dataset.options));
    form.elements.answer.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    said.textContent =
      error.name === "InvalidStateError"
        ? "This device has a passkey for you already."
        : "The device did not answer. Try again.";
  }
}

for (const form of forms) {
  form.querySelector(".without").hidden = Boolean(isAble);
  form.querySelector("button").disabled = !isAble;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answered(form);
  });
}
