package io.vmm4j.testkit.internal.tty;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** The pseudo-terminals of a machine and their device nodes, {@code /dev/ttyp0} and on. Thread safe. */
public final class Ptys {

    private static final String SECOND = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String FIRST = "pqrstuvwxyzPQRST";
    private static final int MOST = FIRST.length() * SECOND.length();
    private static final int TTY_GROUP = 4;
    private static final int IDLE_MODE = 0666;

    private final ReentrantLock lock = new ReentrantLock();
    private final Machine machine;
    private final TreeSet<Integer> taken = new TreeSet<>();
    private boolean needNodes;

    private Ptys(Machine machine) {
        this.machine = machine;
    }

    /** Those of a machine. */
    public static Ptys of(Machine machine) {
        return machine.part(Ptys.class, Ptys::new);
    }

    /** Makes the nodes of so many, and from now on needs one for each that is taken: MAKEDEV makes more. */
    public void install(int count) throws SystemError {
        lock.lock();
        try {
            for (int number = 0; number < count; number++) {
                makeIdle(path(number));
            }
            needNodes = true;
        } finally {
            lock.unlock();
        }
    }

    private void makeIdle(String path) throws SystemError {
        machine.files().makeSpecial(path, FileKind.CHARACTER_DEVICE, IDLE_MODE, caller -> {
            throw Errno.EIO.asError();
        });
        machine.files().changeMode(path, IDLE_MODE);
    }

    /**
     * Takes the first free terminal and makes its device node.
     *
     * @param owner who owns the node; it has mode 0620 and group tty
     * @param keyboard who types
     * @throws IllegalStateException if none is free
     */
    public Pty allocate(Account owner, Patience.Source keyboard) {
        lock.lock();
        try {
            Pty pty = new Pty(machine.processes(), machine.timeline(), reserve(), keyboard);
            makeNode(pty, owner);
            return pty;
        } catch (SystemError e) {
            throw new IllegalStateException("out of pseudo-terminals", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the path of the first free terminal, for who makes its node by himself.
     *
     * @throws SystemError ENOENT if there is no node for another one
     */
    public String reserve() throws SystemError {
        lock.lock();
        try {
            int number = 0;
            while (taken.contains(number)) {
                number++;
            }
            boolean exists = number < MOST && (!needNodes || machine.files().exists(path(number)));
            if (!exists) {
                throw Errno.ENOENT.asError();
            }
            taken.add(number);
            return path(number);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a path that was reserved. */
    public void free(String path) {
        lock.lock();
        try {
            taken.removeIf(number -> path(number).equals(path));
        } finally {
            lock.unlock();
        }
    }

    private static String path(int number) {
        return "/dev/tty" + FIRST.charAt(number / SECOND.length()) + SECOND.charAt(number % SECOND.length());
    }

    private void makeNode(Pty pty, Account owner) {
        Files files = machine.files();
        try {
            if (files.exists(pty.path())) {
                files.unlink(pty.path());
            }
            files.makeSpecial(pty.path(), FileKind.CHARACTER_DEVICE, 0620, caller -> pty.open());
            files.changeOwner(pty.path(), owner.uid(), TTY_GROUP);
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a terminal back: it is hung up, and its node belongs to nobody. */
    public void release(Pty pty) {
        pty.hangUp();
        lock.lock();
        try {
            free(pty.path());
            if (machine.files().exists(pty.path())) {
                machine.files().unlink(pty.path());
            }
            if (needNodes) {
                makeIdle(pty.path());
            }
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }
}
