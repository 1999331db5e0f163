/** Files below the content folders that are read elsewhere or by people: no content of ours. */
export const otherFiles = /(^|\/)(README\.md$|\.)|^knowledge\/notice\.yaml$/;
