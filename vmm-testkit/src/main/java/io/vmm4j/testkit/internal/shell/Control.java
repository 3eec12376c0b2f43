package io.vmm4j.testkit.internal.shell;

/** A jump out of what is being executed. */
abstract sealed class Control extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int value;

    private Control(int value) {
        super("", null, false, false);
        this.value = value;
    }

    int value() {
        return value;
    }

    /** {@code break} and {@code continue}; the value is how many loops are still to be left. */
    static final class OfLoop extends Control {

        private static final long serialVersionUID = 1L;
        private final boolean goOn;

        OfLoop(int levels, boolean goOn) {
            super(levels);
            this.goOn = goOn;
        }

        boolean goesOn() {
            return goOn;
        }
    }

    /** {@code return}; the value is the exit status. */
    static final class Return extends Control {

        private static final long serialVersionUID = 1L;

        Return(int status) {
            super(status);
        }
    }

    /** {@code exit}; the value is the exit status. */
    static final class Exit extends Control {

        private static final long serialVersionUID = 1L;

        Exit(int status) {
            super(status);
        }
    }
}
