package io.vmm4j.exec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What a command reads from its standard input. */
public sealed interface Input {

    /** Nothing: the command sees end of file at once. */
    static Input none() {
        return None.INSTANCE;
    }

    /** These bytes, then end of file. */
    static Input of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** This text in UTF-8, then end of file. */
    static Input of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** This secret, then end of file. It is masked in everything the SDK shows of the command. */
    static Input of(Secret secret) {
        return new Confidential(Objects.requireNonNull(secret, "secret"));
    }

    /** The content of a file of this machine, streamed. */
    static Input file(Path path) {
        return new Streamed(() -> Files.newInputStream(path), "<" + path);
    }

    /** The rest of a stream, which is closed at its end. A command with it can be run only once. */
    static Input stream(InputStream stream) {
        Objects.requireNonNull(stream, "stream");
        return new Streamed(() -> stream, "<stream");
    }

    /** Whatever the caller writes to {@link RunningCommand#stdin()} until it closes it. Only for commands that are started. */
    static Input interactive() {
        return Interactive.INSTANCE;
    }

    /**
     * Opens it for one run.
     *
     * @throws IOException if the source cannot be read
     */
    InputStream open() throws IOException;

    /** No input. */
    enum None implements Input {
        INSTANCE;

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public String toString() {
            return "</dev/null";
        }
    }

    /** Input that the caller writes while the command runs. */
    enum Interactive implements Input {
        INSTANCE;

        @Override
        public InputStream open() {
            throw new IllegalStateException("interactive input is written by the caller");
        }

        @Override
        public String toString() {
            return "<interactive";
        }
    }

    /** Input from memory. */
    final class Bytes implements Input {

        private final byte[] content;

        private Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public String toString() {
            return "<(" + content.length + " bytes)";
        }
    }

    /** Input from a source that is opened when the command starts. */
    final class Streamed implements Input {

        private final Source source;
        private final String label;

        private Streamed(Source source, String label) {
            this.source = source;
            this.label = label;
        }

        @Override
        public InputStream open() throws IOException {
            return source.open();
        }

        @Override
        public String toString() {
            return label;
        }

        /** Something that can be opened. */
        @FunctionalInterface
        private interface Source {
            InputStream open() throws IOException;
        }
    }

    /** Input that nobody may see. */
    final class Confidential implements Input {

        private final Secret secret;

        private Confidential(Secret secret) {
            this.secret = secret;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(secret.reveal());
        }

        /** The text with the secret masked. */
        String maskIn(String text) {
            return secret.maskIn(text);
        }

        @Override
        public String toString() {
            return "<(secret)";
        }
    }
}
