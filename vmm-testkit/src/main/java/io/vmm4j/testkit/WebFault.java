package io.vmm4j.testkit;

/** What is wrong with a URL of a {@link SimulatedInternet}. Bytes are counted from the start of the whole content. */
public sealed interface WebFault {

    /** The server answers with another status: 404 and {@code Not Found}. */
    record Status(int code, String reason) implements WebFault {}

    /** The connection is reset once the content has been sent up to here. */
    record ResetAt(long position) implements WebFault {}

    /** The connection is closed in good order once the content has been sent up to here, too early. */
    record CutAt(long position) implements WebFault {}

    /** Nothing more comes once the content has been sent up to here; the connection stays. */
    record StallAt(long position) implements WebFault {}

    /** The byte at this position is another one. */
    record CorruptAt(long position) implements WebFault {}

    /** So many bytes come in a second. */
    record Slow(long bytesPerSecond) implements WebFault {}

    /** The server ignores Range and sends everything. */
    record WithoutRange() implements WebFault {}

    /** Its address is known and nothing answers there. */
    record Unreachable() implements WebFault {}

    /** Its name has no address. */
    record UnknownHost() implements WebFault {}
}
