package io.vmm4j.media.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.FetchProgress;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this program is fetching: whoever asks for the same thing meanwhile gets the same one. Thread safe. */
public final class InFlight {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    private final Map<Object, Ride> rides = new ConcurrentHashMap<>();

    /** A fetch, and those who wait for it. */
    private record Ride(CompletableFuture<StoredMedium> end, List<Consumer<FetchProgress>> listeners) {

        void tell(FetchProgress progress) {
            listeners.removeIf(listener -> !hears(listener, progress));
        }

        private static boolean hears(Consumer<FetchProgress> listener, FetchProgress progress) {
            try {
                listener.accept(progress);
                return true;
            } catch (RuntimeException e) {
                LOG.warn("A listener failed and is told no more about {}: {}", progress.medium(), e.toString());
                return false;
            }
        }
    }

    /**
     * Does the work, or waits for whoever does it.
     *
     * @param key what is fetched, and on what terms
     * @param work what fetches, told whom to tell
     */
    StoredMedium join(
            Object key,
            Medium medium,
            String target,
            FetchOptions options,
            Function<Consumer<FetchProgress>, StoredMedium> work) {
        while (true) {
            Ride mine = new Ride(new CompletableFuture<>(), new CopyOnWriteArrayList<>(List.of(options.listener())));
            Ride other = rides.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, work);
            }
            other.listeners().add(options.listener());
            try {
                return other.end().get(options.limit().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                // Somebody else's wish to stop is not ours: then the work is done here.
                if (!(e.getCause() instanceof CommandCancelledException)) {
                    throw failure(e);
                }
            } catch (TimeoutException e) {
                throw new MediaException(Problem.of(MediaError.BUSY)
                        .with("medium", medium.id())
                        .with("target", target)
                        .with("timeout", Reasons.inWords(options.limit()))
                        .with("seen", "this program"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandCancelledException(
                        Problem.of(ExecError.COMMAND_CANCELLED)
                                .with("command", "(waiting)")
                                .with("target", target),
                        CommandFate.NOT_RUN);
            }
        }
    }

    private StoredMedium lead(Object key, Ride mine, Function<Consumer<FetchProgress>, StoredMedium> work) {
        try {
            StoredMedium stored = work.apply(mine::tell);
            rides.remove(key, mine);
            mine.end().complete(stored);
            return stored;
        } catch (RuntimeException | Error e) {
            rides.remove(key, mine);
            mine.end().completeExceptionally(e);
            throw e;
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}
