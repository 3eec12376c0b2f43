package io.vmm4j.examples.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file that cannot be compressed and is the same each time. */
final class RandomFile {

    private static final int MEBIBYTE = 1024 * 1024;

    private RandomFile() {}

    static void write(Path file, int mebibytes) throws IOException {
        byte[] block = new byte[MEBIBYTE];
        new Random(mebibytes).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                out.write(block);
            }
        }
    }
}
