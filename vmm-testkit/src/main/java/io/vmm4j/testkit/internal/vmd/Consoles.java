package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.SystemError;

/** The pseudo-terminals on which guests have their consoles. To be used with the lock of the machine's timeline held. */
public interface Consoles {

    /**
     * Takes a free one.
     *
     * @param uid who owns its device
     * @param gid the group of its device
     * @param mode the mode of its device
     * @throws SystemError if there is none
     */
    Console open(int uid, int gid, int mode) throws SystemError;

    /** A guest that is deaf. */
    Keyboard NOBODY = new Keyboard() {
        @Override
        public void typed(char key) {
            // Nobody hears it.
        }

        @Override
        public void echoed(char key) {
            // Nobody hears it.
        }
    };

    /** One of them. */
    interface Console {

        /** Its device: {@code /dev/ttyp0}. */
        String path();

        /** Puts a guest at its other end, in place of the one that was there. */
        void connect(Keyboard guest);

        /** What the guest writes, byte by byte as a character each. */
        void write(String output);

        /** Gives it back. */
        void close();
    }

    /** A guest that is typed to. */
    interface Keyboard {

        /** Somebody types. */
        void typed(char key);

        /** The terminal, in one of its modes, says to the guest what the guest has said. */
        void echoed(char key);
    }
}
