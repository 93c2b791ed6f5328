// Every page works without this; it only switches on the behaviour that NHS.UK frontend adds to its components.
import { initAll } from "./nhsuk/nhsuk-frontend.js";

initAll();
