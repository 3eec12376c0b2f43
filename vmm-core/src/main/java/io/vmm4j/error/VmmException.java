package io.vmm4j.error;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything the SDK throws on purpose. Unchecked.
 *
 * <p>{@link #getMessage()} says what happened, {@link #hint()} what to do about it, {@link #code()} is for programs, and
 * {@link #transcript()} shows the commands that led here. {@link #toString()} has the code, the message and the hint.
 */
public class VmmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<Transcript.Entry> transcript = new CopyOnWriteArrayList<>();

    /** An error without a cause of its own. */
    public VmmException(Problem problem) {
        this(problem, null);
    }

    /** An error that another exception led to. */
    public VmmException(Problem problem, @Nullable Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** What went wrong, to compare and to translate by. */
    public ErrorCode code() {
        return problem.code();
    }

    /** The facts that {@link #getMessage()} and {@link #hint()} were filled with. */
    public Map<String, String> arguments() {
        return problem.arguments();
    }

    /** What happened, in English. */
    @Override
    public String getMessage() {
        return problem.message();
    }

    /** What to do next, in English. */
    public String hint() {
        return problem.hint();
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return problem.code().retryable();
    }

    /** The commands that led to the error, oldest first. */
    public Transcript transcript() {
        return new Transcript(transcript);
    }

    /**
     * Adds a command to the transcript; called by the layers that an exception passes on its way up.
     *
     * @return this exception
     */
    public VmmException addToTranscript(Transcript.Entry entry) {
        transcript.add(entry);
        return this;
    }

    /** A stack trace is where a hint is needed most; {@link #getMessage()} stays free of it for user interfaces. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getClass().getName() + ": " + problem + " (" + hint() + ")";
    }
}
