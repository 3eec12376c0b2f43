package io.vmm4j.testkit.internal.shell;

/**
 * One redirection.
 *
 * @param descriptor which descriptor it changes
 * @param kind how
 * @param target the file, the descriptor, or the here document's delimiter
 * @param document the here document, empty for the other kinds
 */
record Redirection(int descriptor, Kind kind, Word target, HereDocument document) {

    /** The operators. */
    enum Kind {
        READ("<"),
        WRITE(">"),
        CLOBBER(">|"),
        APPEND(">>"),
        READ_WRITE("<>"),
        DUPLICATE_IN("<&"),
        DUPLICATE_OUT(">&"),
        HERE("<<");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** Which descriptor is meant when none is given. */
        int defaultDescriptor() {
            return this == READ || this == READ_WRITE || this == DUPLICATE_IN || this == HERE ? 0 : 1;
        }
    }

    /** How messages show it: {@code 2>&1}. */
    String shown(String name) {
        return (descriptor == kind.defaultDescriptor() ? "" : Integer.toString(descriptor)) + kind.sign() + name;
    }

    /** The lines of a here document, which are read after the command's own line. */
    static final class HereDocument {

        private Word body = Word.EMPTY;

        Word body() {
            return body;
        }

        void setBody(Word body) {
            this.body = body;
        }
    }
}
