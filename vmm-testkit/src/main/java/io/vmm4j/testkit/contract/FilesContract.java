package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.FileTransfer;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.TransferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files arrive whole or not at all. */
public interface FilesContract extends ExecutorUnderTest {

    /** How many bytes the large copies have. */
    int LARGE_FILE = 32 * 1024 * 1024;

    private FileTransfer files() {
        return executor().files();
    }

    private String freshDirectory(String name) {
        String directory = workingDirectory() + "/" + name;
        assertThat(run("mkdir", directory).exitStatus()).isZero();
        return directory;
    }

    @Test
    default void a_file_written_is_read_back_byte_for_byte() {
        String path = freshDirectory("files-bytes") + "/it's a \"file\" \u00fc $x";
        byte[] content = new byte[1024];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }

        files().write(path, content, 0640, Privilege.USER);

        assertThat(files().read(path, content.length, Privilege.USER)).isEqualTo(content);
        assertThat(run("ls", "-l", path).stdout()).startsWith("-rw-r-----");
    }

    @Test
    default void an_empty_file_is_a_file() {
        String path = freshDirectory("files-empty") + "/empty";
        files().write(path, new byte[0], 0600, Privilege.USER);
        assertThat(files().read(path, 10, Privilege.USER)).isEmpty();
    }

    @Test
    default void writing_replaces_what_was_there_and_leaves_nothing_beside_it() {
        String directory = freshDirectory("files-replace");
        String path = directory + "/conf";
        files().write(path, bytes("old and longer"), 0600, Privilege.USER);
        files().write(path, bytes("new"), 0644, Privilege.USER);

        assertThat(files().read(path, 100, Privilege.USER)).isEqualTo(bytes("new"));
        assertThat(run("ls", "-a", directory).stdoutLines()).containsExactlyInAnyOrder(".", "..", "conf");
    }

    @Test
    default void large_files_go_there_and_back_unchanged(@TempDir Path here) throws IOException {
        PatternStream pattern = new PatternStream(LARGE_FILE);
        Path source = here.resolve("source");
        Files.copy(pattern, source);
        String digest = pattern.digest();
        String path = freshDirectory("files-large") + "/large";

        files().upload(source, path, 0600, Privilege.USER, Duration.ofMinutes(2));
        DigestOutputStream back = new DigestOutputStream(OutputStream.nullOutputStream(), DigestSink.sha256());
        long size = files().download(path, back, Privilege.USER, Duration.ofMinutes(2));

        assertThat(size).isEqualTo(LARGE_FILE);
        assertThat(HexFormat.of().formatHex(back.getMessageDigest().digest())).isEqualTo(digest);
    }

    @Test
    default void a_file_in_a_directory_that_does_not_exist_is_refused_with_the_hosts_reason() {
        String path = workingDirectory() + "/no/such/directory/file";
        assertThatThrownBy(() -> files().write(path, bytes("x"), 0600, Privilege.USER))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.code()).isEqualTo(ExecError.TRANSFER_FAILED))
                .hasMessageContaining(path)
                .hasMessageContaining("No such file or directory");
    }

    @Test
    default void a_directory_is_not_swallowed_into() {
        String directory = freshDirectory("files-directory");
        assertThatThrownBy(() -> files().write(directory, bytes("x"), 0600, Privilege.USER))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("Is a directory");
        assertThat(run("ls", "-a", directory).stdoutLines()).containsExactlyInAnyOrder(".", "..");
    }

    @Test
    default void reading_says_why_it_cannot() {
        assertThatThrownBy(() -> files().read(workingDirectory() + "/absent", 10, Privilege.USER))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("No such file or directory");
        assertThatThrownBy(() -> files().read(workingDirectory(), 10, Privilege.USER))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> files().download(
                                workingDirectory() + "/absent",
                                new ByteArrayOutputStream(),
                                Privilege.USER,
                                Duration.ofSeconds(20)))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("No such file or directory");
    }

    @Test
    default void a_file_larger_than_asked_for_is_not_read() {
        String path = freshDirectory("files-limit") + "/big";
        files().write(path, new byte[5000], 0600, Privilege.USER);
        assertThatThrownBy(() -> files().read(path, 4000, Privilege.USER))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("5000");
    }

    @Test
    default void a_source_that_cannot_be_read_here_leaves_the_host_alone(@TempDir Path here) {
        String directory = freshDirectory("files-source");
        assertThatThrownBy(() -> files().upload(
                                here.resolve("absent"), directory + "/x", 0600, Privilege.USER, Duration.ofSeconds(20)))
                .isInstanceOf(TransferException.class);
        assertThat(run("ls", "-a", directory).stdoutLines()).containsExactlyInAnyOrder(".", "..");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
