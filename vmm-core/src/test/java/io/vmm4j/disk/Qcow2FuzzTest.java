package io.vmm4j.disk;

import io.vmm4j.DiskFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever is in a file: a description, a conversion, or an exception of our own. */
class Qcow2FuzzTest {

    private Path directory;

    /** A word of the image that is overwritten; in units of 4 bytes. */
    record Mutation(int place, int width, long value) {}

    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("qcow2-fuzz");
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<byte[]> images() {
        return Arbitraries.of(
                ImageBuilder.version2(8)
                        .data(0, 1)
                        .compressed(1, 2)
                        .compressed(2, 3)
                        .data(7, 4)
                        .build(),
                ImageBuilder.version3(8)
                        .data(0, 1)
                        .compressed(1, 2)
                        .zero(2)
                        .compressed(6, 5)
                        .build(),
                ImageBuilder.withZstd(8)
                        .compressed(0, 1)
                        .compressed(1, 2)
                        .data(4, 3)
                        .compressed(5, 4)
                        .build(),
                ImageBuilder.version3(8).backing("source", "qcow2").data(3, 1).build());
    }

    /** Mostly the header, the tables and the compressed clusters, mostly with values at some limit. */
    @Provide
    Arbitrary<List<Mutation>> mutations() {
        Arbitrary<Integer> places = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.integers().between(0, 40)),
                Tuple.of(1, Arbitraries.integers().between(1024, 1026)),
                Tuple.of(3, Arbitraries.integers().between(3072, 3088)),
                Tuple.of(3, Arbitraries.integers().between(4096, 7168)));
        Arbitrary<Long> values = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.integers().between(0, 63).map(bit -> 1L << bit),
                Arbitraries.integers().between(0, 63).map(bit -> (1L << bit) - 1),
                Arbitraries.integers().between(0, 8).map(cluster -> (long) cluster * ImageBuilder.CLUSTER));
        return Combinators.combine(places, Arbitraries.of(1, 4, 8), values)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 700)
    void a_changed_image_does_no_harm(
            @ForAll("images") byte[] image, @ForAll("mutations") List<Mutation> mutations, @ForAll DiskFormat format) {
        ByteBuffer bytes = ByteBuffer.wrap(image.clone());
        for (Mutation mutation : mutations) {
            int place = mutation.place() * 4;
            if (place + 8 <= bytes.capacity()) {
                switch (mutation.width()) {
                    case 1 -> bytes.put(place, (byte) mutation.value());
                    case 4 -> bytes.putInt(place, (int) mutation.value());
                    default -> bytes.putLong(place, mutation.value());
                }
            }
        }
        read(bytes.array(), format);
    }

    @Property(tries = 150)
    void a_cut_image_does_no_harm(@ForAll("images") byte[] image, @ForAll int cut) {
        read(Arrays.copyOf(image, Math.floorMod(cut, image.length)), DiskFormat.RAW);
    }

    private void read(byte[] image, DiskFormat format) {
        Path source = directory.resolve("source");
        Path target = directory.resolve("target");
        try {
            Files.write(source, image);
            try {
                Qcow2.inspect(source, BackingFiles.SAME_DIRECTORY).usableByVmd();
            } catch (Qcow2Exception expected) {
                // One of the outcomes that are right.
            }
            try {
                Qcow2.convert(
                        source,
                        target,
                        format,
                        ConversionOptions.defaults().withBackingFiles(BackingFiles.SAME_DIRECTORY));
            } catch (Qcow2Exception expected) {
                // One of the outcomes that are right.
            }
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
