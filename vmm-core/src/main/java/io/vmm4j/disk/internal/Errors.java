package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.error.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** The errors that more than one class finds. */
final class Errors {

    private Errors() {}

    static Problem problem(Qcow2Error code, Object path) {
        return Problem.of(code).with("path", path);
    }

    static Qcow2Exception malformed(Object path, String what) {
        return new Qcow2Exception(problem(Qcow2Error.MALFORMED, path).with("what", what));
    }

    static Qcow2Exception truncated(Object path, String what) {
        return new Qcow2Exception(problem(Qcow2Error.TRUNCATED, path).with("what", what));
    }

    /** An interrupt closes the channel that its thread reads or writes: then that is the reason. */
    static Qcow2Exception io(Qcow2Error code, Object path, IOException cause) {
        return Thread.currentThread().isInterrupted()
                ? new Qcow2Exception(problem(Qcow2Error.CANCELLED, path), cause)
                : new Qcow2Exception(problem(code, path).with("reason", reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it is already there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
