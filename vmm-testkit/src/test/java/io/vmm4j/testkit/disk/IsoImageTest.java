package io.vmm4j.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import io.vmm4j.disk.iso.IsoImage;
import io.vmm4j.disk.iso.IsoImageBuilder;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.internal.iso.IsoVolume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ISO 9660 images that we write are read by isoinfo, xorriso and bsdtar, and images of theirs by the simulator. */
class IsoImageTest {

    @TempDir
    private Path directory;

    private static IsoImage seed() {
        return IsoImage.builder("cidata")
                .file("user-data", "#cloud-config\nhostname: web1\n")
                .file("meta-data", "instance-id: web1\n")
                .file("network-config", "version: 2\n")
                .build();
    }

    /** As many files as fill several sectors of a directory, in several levels, with names that are alike when shortened. */
    private static Map<String, byte[]> tree(long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new TreeMap<>();
        int count = random.nextInt(120);
        for (int i = 0; i < count; i++) {
            StringBuilder path = new StringBuilder();
            for (int level = random.nextInt(4); level > 0; level--) {
                path.append("directory-")
                        .append((char) ('a' + random.nextInt(3)))
                        .append('/');
            }
            path.append("x".repeat(1 + random.nextInt(55))).append('-').append(i);
            path.append(random.nextBoolean() ? ".conf" : "");
            byte[] content = new byte[random.nextInt(5) == 0 ? 0 : random.nextInt(7000)];
            random.nextBytes(content);
            files.put(path.toString(), content);
        }
        return files;
    }

    private static IsoImage image(Map<String, byte[]> files) {
        IsoImageBuilder builder = IsoImage.builder("Test.Volume_1-x");
        files.forEach(builder::file);
        return builder.build();
    }

    private Path written(IsoImage image) throws IOException {
        return Files.write(directory.resolve("image.iso"), image.bytes());
    }

    @Test
    void equal_content_gives_equal_bytes_whatever_the_order() {
        IsoImage other = IsoImage.builder("cidata")
                .file("network-config", "version: 2\n")
                .file("meta-data", "instance-id: web1\n")
                .file("user-data", "#cloud-config\nhostname: web1\n")
                .build();

        assertThat(other.bytes()).isEqualTo(seed().bytes()).hasSize((int) other.size());
        assertThat(seed().toString()).isEqualTo("IsoImage[cidata, [meta-data, network-config, user-data]]");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void every_reader_finds_all_files_and_their_names(long random) throws IOException {
        requireReaders();
        Map<String, byte[]> files = tree(random);
        Path iso = written(image(files));

        // bsdtar prefers Joliet if it may, and Rock Ridge else.
        for (String reader : List.of("bsdtar-joliet", "bsdtar-rockridge", "xorriso")) {
            Path out = Files.createDirectory(directory.resolve(reader));
            extract(reader, iso, out);
            assertThat(read(out)).as(reader).containsExactlyInAnyOrderEntriesOf(hashes(files));
        }
        assertThat(hashes(IsoVolume.read(image(files).bytes()).orElseThrow().files()))
                .isEqualTo(hashes(files));
    }

    private void extract(String reader, Path iso, Path out) {
        switch (reader) {
            case "bsdtar-joliet" ->
                run("bsdtar", "--options", "iso9660:!rockridge", "-xf", iso.toString(), "-C", out.toString());
            case "bsdtar-rockridge" ->
                run("bsdtar", "--options", "iso9660:!joliet", "-xf", iso.toString(), "-C", out.toString());
            default ->
                run(
                        "xorriso",
                        "-abort_on",
                        "WARNING",
                        "-osirrox",
                        "on",
                        "-indev",
                        iso.toString(),
                        "-extract",
                        "/",
                        out.toString());
        }
    }

    @Test
    void isoinfo_shows_label_names_and_rights() throws IOException {
        requireReaders();
        Path iso = written(seed());

        assertThat(run("isoinfo", "-d", "-i", iso.toString()))
                .contains("Volume id: cidata\n")
                .contains("Joliet with UCS level 3 found")
                .contains("Rock Ridge signatures version 1 found");
        assertThat(run("isoinfo", "-f", "-R", "-i", iso.toString()).lines())
                .containsExactlyInAnyOrder("/meta-data", "/network-config", "/user-data");
        assertThat(run("isoinfo", "-f", "-J", "-i", iso.toString()).lines())
                .containsExactlyInAnyOrder("/meta-data", "/network-config", "/user-data");
        assertThat(run("isoinfo", "-f", "-i", iso.toString()).lines())
                .containsExactlyInAnyOrder("/META_DAT.;1", "/NETWORK_.;1", "/USER_DAT.;1");
        assertThat(run("isoinfo", "-l", "-R", "-i", iso.toString()))
                .contains("-r--------   1    0    0              29 Jan  1 1970 ")
                .contains("dr-x------   2    0    0            2048 Jan  1 1970 ");
    }

    @Test
    void blkid_finds_the_label_by_which_cloud_init_looks() throws IOException {
        Requirement.require(Files.isExecutable(Path.of("/usr/sbin/blkid")), "blkid (util-linux)");
        Path iso = written(seed());

        assertThat(run("/usr/sbin/blkid", "-p", "-o", "export", iso.toString()))
                .contains("LABEL=cidata\n")
                .contains("TYPE=iso9660\n");
    }

    @Test
    void the_simulator_reads_what_genisoimage_and_xorriso_write() throws IOException {
        requireReaders();
        Map<String, byte[]> files = tree(5);
        Path source = Files.createDirectory(directory.resolve("source"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = source.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Path theirs = directory.resolve("theirs.iso");
        run("genisoimage", "-quiet", "-R", "-J", "-V", "cidata", "-o", theirs.toString(), source.toString());
        IsoVolume volume = IsoVolume.read(Files.readAllBytes(theirs)).orElseThrow();

        assertThat(volume.label()).isEqualTo("cidata");
        assertThat(hashes(volume.files())).isEqualTo(hashes(files));

        Path plain = directory.resolve("plain.iso");
        run("genisoimage", "-quiet", "-V", "CIDATA", "-o", plain.toString(), "-graft-points", "META=" + theirs);
        assertThat(IsoVolume.read(Files.readAllBytes(plain)).orElseThrow().files())
                .containsOnlyKeys("meta");
    }

    @Test
    void what_is_no_volume_is_not_read() {
        byte[] whole = seed().bytes();

        assertThat(IsoVolume.read(new byte[0])).isEmpty();
        assertThat(IsoVolume.read("bsd.rd".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(IsoVolume.read(new byte[1 << 20])).isEmpty();
        for (int length = 0; length < whole.length; length += 2048) {
            assertThat(IsoVolume.read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cidata ", "ci data", "Ä", "123456789012345678901234567890123", "a/b"})
    void a_label_that_not_everybody_reads_is_refused(String label) {
        assertThatThrownBy(() -> IsoImage.builder(label))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.code()).isEqualTo(ValueError.ISO_LABEL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", ".hidden", "a*b", "ü", "a\nb", "1/2/3/4/5/6/7/8/9"})
    void a_path_that_cannot_be_is_refused(String path) {
        assertThatThrownBy(() -> IsoImage.builder("cidata").file(path, ""))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.code()).isEqualTo(ValueError.ISO_PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/b/c", "a"})
    void a_path_that_is_there_is_refused(String path) {
        IsoImageBuilder builder = IsoImage.builder("cidata").file("a/b", "");

        assertThatThrownBy(() -> builder.file(path, ""))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.code()).isEqualTo(ValueError.ISO_PATH_TAKEN));
    }

    @Test
    void a_time_of_another_century_is_refused() {
        assertThatThrownBy(() -> IsoImage.builder("cidata").time(Instant.parse("2156-01-01T00:00:00Z")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(IsoImage.builder("cidata")
                        .time(Instant.parse("2026-11-24T01:02:03Z"))
                        .build()
                        .bytes())
                .isNotEqualTo(IsoImage.builder("cidata").build().bytes());
    }

    private static void requireReaders() {
        for (String tool : List.of("isoinfo", "genisoimage", "xorriso", "bsdtar")) {
            Requirement.require(
                    Files.isExecutable(Path.of("/usr/bin/" + tool)),
                    tool + " (genisoimage, xorriso, libarchive-tools)");
        }
    }

    private static Map<String, String> hashes(Map<String, byte[]> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach((path, content) -> hashes.put(path, content.length + " " + Arrays.hashCode(content)));
        return hashes;
    }

    private Map<String, String> read(Path below) throws IOException {
        run("chmod", "-R", "u+rwX", below.toString());
        Map<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.walk(below)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(below.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return hashes(files);
    }

    private String run(String... command) {
        Path output = directory.resolve("output");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
            return text;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
