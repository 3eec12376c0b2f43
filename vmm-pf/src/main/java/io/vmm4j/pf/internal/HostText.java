package io.vmm4j.pf.internal;

import io.vmm4j.plan.FileContent;
import java.nio.charset.StandardCharsets;

/** Text of a host's files, of which nobody knows the encoding: a character for each byte, so that nothing is lost. */
final class HostText {

    private HostText() {}

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Text of ours, as it will stand there in UTF-8. */
    static String ofUtf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String toUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static FileContent content(String text) {
        return FileContent.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
