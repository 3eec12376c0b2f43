package io.vmm4j.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** QEMU's own tools for images: the judge of what a qcow2 image holds. */
final class QemuImg {

    private final Path directory;

    QemuImg(Path directory) {
        this.directory = directory;
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/qemu-img")) && Files.isExecutable(Path.of("/usr/bin/qemu-io"));
    }

    /** Runs qemu-img, which must succeed. */
    String run(String... arguments) {
        return runTool("qemu-img", arguments);
    }

    /** Runs qemu-io commands on an image. */
    void io(Path image, List<String> commands) {
        List<String> arguments = new ArrayList<>(List.of("-f", "qcow2"));
        commands.forEach(command -> arguments.addAll(List.of("-c", command)));
        arguments.add(image.toString());
        assertThat(runTool("qemu-io", arguments.toArray(String[]::new))).doesNotContain("failed");
    }

    /** Fails unless the image is without errors and leaks. */
    void check(Path image) {
        run("check", "-q", "-f", "qcow2", image.toString());
    }

    /** Fails unless two images hold the same disk. */
    void compare(Path qcow2, Path raw) {
        run("compare", "-q", "-f", "qcow2", "-F", "raw", qcow2.toString(), raw.toString());
    }

    private String runTool(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/" + tool));
        command.addAll(Arrays.asList(arguments));
        return execute(command);
    }

    /** Bytes that a file takes on the disk. */
    long allocated(Path file) {
        return Long.parseLong(
                        execute(List.of("stat", "-c", "%b", file.toString())).strip())
                * 512;
    }

    private String execute(List<String> command) {
        Path output = directory.resolve("output");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
            return text;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
