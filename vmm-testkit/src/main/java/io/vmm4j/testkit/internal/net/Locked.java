package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.List;

/** A system call of a program on the network, made with the lock of the machine's timeline held. */
final class Locked {

    private Locked() {}

    /** What may fail. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws SystemError;
    }

    static <T> T run(SimProcess process, Call<T> call) throws SystemError {
        List<T> result = new ArrayList<>(1);
        List<SystemError> error = new ArrayList<>(1);
        process.machine().timeline().locked(() -> {
            try {
                result.add(call.make());
            } catch (SystemError e) {
                error.add(e);
            }
        });
        if (!error.isEmpty()) {
            throw error.get(0);
        }
        return result.get(0);
    }
}
