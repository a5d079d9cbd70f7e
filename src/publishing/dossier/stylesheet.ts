/** The dossier's one stylesheet, and the hash its content policy allows. A test holds the two together. */

export const stylesheetHash = "pending";

export const stylesheet = `body{font:18px/1.5 Georgia,serif;max-width:60rem;margin:auto;padding:2rem}`;
