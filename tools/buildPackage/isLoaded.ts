/** Texts that a licence asks to keep, whatever their ending. */
const licence = /^(licen[cs]e|copying|notice|thirdpartynotices?|third_party_notices)\b/i;

/** Read by compilers, debuggers and people, never by Node. */
const notForNode = /\.(map|[cm]?ts|tsx|flow|md|markdown|tsbuildinfo)$/i;

/** Builds that Azure's SDKs carry for other runtimes, behind export conditions that Node does not have; a package's own tests. */
const otherFolders = /^(dist\/(browser|react-native|workerd)|tests?)\//;

/** Settings of linters, editors and forges. */
const hiddenFiles = /(^|\/)\./;

/**
 * Can Node load this file of an installed package, or does a licence ask to keep it? By kinds that are certain, not by
 * what is imported today: these take 69 MB down to 20 MB, and a rule that followed imports would break at the first lazy
 * one. The file is named from the package's folder, with slashes.
 */
export function isLoaded(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return licence.test(name) || ![notForNode, otherFolders, hiddenFiles].some((each) => each.test(file));
}
