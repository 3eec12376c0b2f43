package io.vmm4j.testkit.internal.pf.filter;

/**
 * Which anchor a rule calls.
 *
 * @param path the anchor's path from the main rules
 * @param wildcard whether the anchors attached to it are meant
 */
public record AnchorPath(String path, boolean wildcard) {

    /** What a name means in the rules of an anchor: from there, or from the main rules if it begins with a slash. */
    public static AnchorPath of(String from, String call) {
        String base = call.startsWith("/") ? "" : from;
        String rest = call.startsWith("/") ? call.substring(1) : call;
        while (rest.startsWith("../")) {
            int slash = base.lastIndexOf('/');
            base = slash < 0 ? "" : base.substring(0, slash);
            rest = rest.substring(3);
        }
        boolean wildcard = rest.endsWith("/*");
        String name = wildcard ? rest.substring(0, rest.length() - 2) : rest;
        return new AnchorPath(base.isEmpty() ? name : base + "/" + name, wildcard);
    }
}
