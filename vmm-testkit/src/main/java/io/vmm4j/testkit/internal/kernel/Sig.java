package io.vmm4j.testkit.internal.kernel;

import java.util.Locale;
import java.util.Optional;

/** The signals of sigaction(2) that the simulation knows, with OpenBSD's numbers. */
public enum Sig {
    HUP(1, Action.TERMINATE, "Hangup"),
    INT(2, Action.TERMINATE, "Interrupt"),
    QUIT(3, Action.TERMINATE, "Quit"),
    ILL(4, Action.TERMINATE, "Illegal instruction"),
    ABRT(6, Action.TERMINATE, "Abort trap"),
    FPE(8, Action.TERMINATE, "Floating point exception"),
    KILL(9, Action.TERMINATE, "Killed"),
    BUS(10, Action.TERMINATE, "Bus error"),
    SEGV(11, Action.TERMINATE, "Segmentation fault"),
    SYS(12, Action.TERMINATE, "Bad system call"),
    PIPE(13, Action.TERMINATE, "Broken pipe"),
    ALRM(14, Action.TERMINATE, "Alarm clock"),
    TERM(15, Action.TERMINATE, "Terminated"),
    URG(16, Action.IGNORE, "Urgent I/O condition"),
    STOP(17, Action.STOP, "Suspended (signal)"),
    TSTP(18, Action.STOP, "Suspended"),
    CONT(19, Action.CONTINUE, "Continued"),
    CHLD(20, Action.IGNORE, "Child exited"),
    TTIN(21, Action.STOP, "Stopped (tty input)"),
    TTOU(22, Action.STOP, "Stopped (tty output)"),
    XCPU(24, Action.TERMINATE, "Cputime limit exceeded"),
    XFSZ(25, Action.TERMINATE, "Filesize limit exceeded"),
    VTALRM(26, Action.TERMINATE, "Virtual timer expired"),
    PROF(27, Action.TERMINATE, "Profiling timer expired"),
    WINCH(28, Action.IGNORE, "Window size changes"),
    INFO(29, Action.IGNORE, "Information request"),
    USR1(30, Action.TERMINATE, "User defined signal 1"),
    USR2(31, Action.TERMINATE, "User defined signal 2");

    /** What a signal does that a process does nothing about. */
    enum Action {
        TERMINATE,
        IGNORE,
        STOP,
        CONTINUE
    }

    private final int number;
    private final Action action;
    private final String text;

    Sig(int number, Action action, String text) {
        this.number = number;
        this.action = action;
        this.text = text;
    }

    /** The number of sigaction(2). */
    public int number() {
        return number;
    }

    /** What strsignal(3) says. */
    public String text() {
        return text;
    }

    Action action() {
        return action;
    }

    /** The signal of this number. */
    public static Optional<Sig> of(int number) {
        for (Sig sig : values()) {
            if (sig.number == number) {
                return Optional.of(sig);
            }
        }
        return Optional.empty();
    }

    /** The signal of this name, in any case, with or without {@code SIG}; or of this number. */
    public static Optional<Sig> named(String text) {
        if (text.matches("[0-9]{1,3}")) {
            return of(Integer.parseInt(text));
        }
        String name = text.toUpperCase(Locale.ROOT);
        for (Sig sig : values()) {
            if (name.equals(sig.name()) || name.equals("SIG" + sig.name())) {
                return Optional.of(sig);
            }
        }
        return Optional.empty();
    }
}
