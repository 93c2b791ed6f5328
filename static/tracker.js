// Every page works without this; it switches on the behaviour that NHS.UK frontend adds to its components, and keeps what
// was typed and not yet saved.
import { initAll } from "./nhsuk/nhsuk-frontend.js";
import { keepWords } from "./kept-words.js";

keepWords(); // first, so that a component finds the words that it counts
initAll();
