package io.vmm4j.testkit.internal.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.TestMachine;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilesTest {

    private final Machine machine = TestMachine.create();
    private final Files root = machine.files();
    private final Files joe =
            machine.fileTree().as(machine.accounts().user("joe").orElseThrow());

    @BeforeEach
    void someDirectories() throws Exception {
        root.makeDirectory("/tmp", 0777);
        root.changeMode("/tmp", 01777);
        root.makeDirectory("/etc", 0755);
        root.makeDirectory("/home", 0755);
        root.makeDirectory("/home/joe", 0755);
        root.changeOwner("/home/joe", 1000, 1000);
    }

    private static void assertFails(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SystemError.class).hasMessage(errno.text());
    }

    @Test
    void a_new_file_has_its_maker_as_owner_and_its_directorys_group() throws Exception {
        FileText.write(joe, "/tmp/f", "x", 0666);

        Stat stat = root.stat("/tmp/f");
        assertThat(stat.uid()).isEqualTo(1000);
        assertThat(stat.gid()).isZero();
        assertThat(stat.mode()).isEqualTo(0644);
        assertThat(stat.modeText()).isEqualTo("-rw-r--r--");
        assertThat(stat.size()).isEqualTo(1);
    }

    @Test
    void permissions_hold_for_users_and_not_for_root() throws Exception {
        FileText.write(root, "/etc/secret", "s", 0600);

        assertFails(Errno.EACCES, () -> FileText.read(joe, "/etc/secret"));
        assertFails(Errno.EACCES, () -> FileText.write(joe, "/etc/new", "x", 0644));
        assertFails(Errno.EPERM, () -> joe.changeMode("/etc/secret", 0644));
        assertFails(Errno.EPERM, () -> joe.changeOwner("/etc/secret", 1000, -1));
        assertThat(FileText.read(root, "/etc/secret")).isEqualTo("s");
        assertThat(root.may(Access.EXECUTE, "/etc/secret")).isFalse();
    }

    @Test
    void in_a_sticky_directory_users_remove_only_their_own() throws Exception {
        FileText.write(root, "/tmp/roots", "x", 0666);

        assertFails(Errno.EPERM, () -> joe.unlink("/tmp/roots"));
        assertFails(Errno.EPERM, () -> joe.rename("/tmp/roots", "/tmp/mine"));
    }

    @Test
    void a_huge_sparse_file_costs_nothing() throws Exception {
        FileText.write(root, "/tmp/disk.raw", "", 0600);
        long before = root.stat("/tmp/disk.raw").volume().usedKilobytes();

        root.truncate("/tmp/disk.raw", 20L << 30);
        byte[] end = new byte[10];
        int count = root.regular("/tmp/disk.raw", Access.READ).read((20L << 30) - 5, end, 0, 10);

        assertThat(count).isEqualTo(5);
        assertThat(root.stat("/tmp/disk.raw").size()).isEqualTo(20L << 30);
        assertThat(root.stat("/tmp/disk.raw").allocated()).isZero();
        assertThat(root.stat("/tmp/disk.raw").volume().usedKilobytes()).isEqualTo(before);
    }

    @Test
    void a_full_volume_takes_no_more() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        megabyte[0] = 1;
        java.util.Arrays.fill(megabyte, (byte) 7);
        SparseContent content = make("/tmp/big");
        long free = root.stat("/tmp/big").volume().totalKilobytes()
                - root.stat("/tmp/big").volume().usedKilobytes();
        root.mount(new Volume("/dev/sd1a", "/small", 3000, 0));
        SparseContent small = make("/small/f");
        small.write(0, megabyte, 0, megabyte.length);
        small.write(megabyte.length, megabyte, 0, megabyte.length);

        assertFails(Errno.ENOSPC, () -> small.write(2L * megabyte.length, megabyte, 0, megabyte.length));
        assertThat(free).isPositive();
        assertThat(content.size()).isZero();
        assertFails(Errno.EXDEV, () -> root.rename("/small/f", "/tmp/f"));
        root.unlink("/small/f");
        assertThat(root.stat("/small").volume().usedKilobytes()).isZero();
    }

    private SparseContent make(String path) throws SystemError {
        FileText.write(root, path, "", 0644);
        return root.regular(path, Access.WRITE);
    }

    @Test
    void exclusive_creation_never_overwrites() throws Exception {
        FileText.write(root, "/tmp/f", "old", 0644);
        root.makeLink("/tmp/nowhere", "/tmp/dangling");

        assertFails(Errno.EEXIST, () -> root.open("/tmp/f", OpenFlag.CREATING, 0600));
        assertFails(Errno.EEXIST, () -> root.open("/tmp/dangling", OpenFlag.CREATING, 0600));
    }

    @Test
    void links_are_followed_and_loops_found() throws Exception {
        FileText.write(root, "/etc/real", "content", 0644);
        root.makeLink("../etc/real", "/tmp/relative");
        root.makeLink("/etc", "/tmp/dir");
        root.makeLink("/tmp/a", "/tmp/b");
        root.makeLink("/tmp/b", "/tmp/a");

        assertThat(FileText.read(root, "/tmp/relative")).isEqualTo("content");
        assertThat(FileText.read(root, "/tmp/dir/./../etc/real")).isEqualTo("content");
        assertThat(root.realPath("/tmp/dir/real")).isEqualTo("/etc/real");
        assertThat(root.lstat("/tmp/dir").kind()).isEqualTo(FileKind.SYMBOLIC_LINK);
        assertThat(root.stat("/tmp/dir/").isDirectory()).isTrue();
        assertFails(Errno.ELOOP, () -> root.stat("/tmp/a"));
        assertFails(Errno.ENOTDIR, () -> root.stat("/etc/real/x"));
        assertFails(Errno.ENOTDIR, () -> root.stat("/etc/real/"));
        assertFails(Errno.ENOENT, () -> root.stat(""));
        assertFails(Errno.ENAMETOOLONG, () -> root.stat("/" + "n".repeat(256)));
    }

    @Test
    void rename_replaces_a_file_and_keeps_what_is_open_alive() throws Exception {
        FileText.write(root, "/tmp/old", "old", 0644);
        FileText.write(root, "/tmp/new", "new", 0600);
        OpenFile open = root.open("/tmp/old", OpenFlag.READING, 0);

        root.rename("/tmp/new", "/tmp/old");

        byte[] buffer = new byte[10];
        int count = open.read((ready, source) -> {}, buffer, 0, 10);
        open.release();
        assertThat(new String(buffer, 0, count, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("old");
        assertThat(FileText.read(root, "/tmp/old")).isEqualTo("new");
        assertThat(root.exists("/tmp/new")).isFalse();
    }

    @Test
    void directories_are_not_renamed_into_themselves_nor_over_full_ones() throws Exception {
        root.makeDirectory("/tmp/a", 0755);
        root.makeDirectory("/tmp/a/b", 0755);
        root.makeDirectory("/tmp/c", 0755);
        FileText.write(root, "/tmp/f", "", 0644);

        assertFails(Errno.EINVAL, () -> root.rename("/tmp/a", "/tmp/a/b/c"));
        assertFails(Errno.ENOTEMPTY, () -> root.rename("/tmp/c", "/tmp/a"));
        assertFails(Errno.ENOTDIR, () -> root.rename("/tmp/c", "/tmp/f"));
        assertFails(Errno.EISDIR, () -> root.rename("/tmp/f", "/tmp/c"));
        assertFails(Errno.ENOTEMPTY, () -> root.removeDirectory("/tmp/a"));
        root.rename("/tmp/a", "/tmp/c");
        assertThat(root.realPath("/tmp/c/b/..")).isEqualTo("/tmp/c");
    }

    @Test
    void changes_are_stamped_with_the_machines_time() throws Exception {
        FileText.write(root, "/tmp/f", "", 0644);
        machine.timeline().advance(Duration.ofMinutes(5));
        FileText.write(root, "/tmp/f", "x", 0644);

        assertThat(root.stat("/tmp/f").modified()).isEqualTo(machine.timeline().now());
    }

    @Test
    void a_locked_disk_is_not_locked_twice() throws Exception {
        FileText.write(root, "/tmp/disk", "", 0600);
        Object first = new Object();
        root.lock("/tmp/disk", first);

        assertFails(Errno.EAGAIN, () -> root.lock("/tmp/disk", new Object()));
        root.unlock("/tmp/disk", new Object());
        assertFails(Errno.EAGAIN, () -> root.lock("/tmp/disk", new Object()));
        root.unlock("/tmp/disk", first);
        root.lock("/tmp/disk", new Object());
    }
}
