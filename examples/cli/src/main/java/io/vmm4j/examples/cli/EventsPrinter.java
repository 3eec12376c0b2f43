package io.vmm4j.examples.cli;

import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.VmOccurrence;
import io.vmm4j.json.VmmJson;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Prints events until there were enough, or the one that was waited for. */
final class EventsPrinter implements Flow.Subscriber<HostEvent> {

    private static final long LOOK_HOURS = 1;

    private final Screen out;
    private final boolean json;
    private final Optional<Long> most;
    private final Optional<Target> target;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private Optional<Flow.Subscription> subscription = Optional.empty();

    EventsPrinter(Screen out, boolean json, Optional<Long> most, Optional<Target> target) {
        this.out = out;
        this.json = json;
        this.most = most;
        this.target = target;
    }

    /** An event that is waited for, of this VM if one is named. */
    record Target(EventType type, Optional<String> vm) {

        boolean is(HostEvent event) {
            return event.type() == type
                    && vm.map(name -> name.equals(nameIn(event))).orElse(true);
        }

        private static String nameIn(HostEvent event) {
            return event.what() instanceof VmOccurrence what ? what.vm().name().value() : "";
        }
    }

    /** Why there are no more. */
    enum End {
        /** There was all that was asked for. */
        REACHED,
        /** Time was over. */
        TOO_LATE
    }

    /** Waits for the end. */
    End await() {
        try {
            while (true) {
                try {
                    return end.get(LOOK_HOURS, TimeUnit.HOURS);
                } catch (TimeoutException e) {
                    // It goes on.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.TOO_LATE;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = Optional.of(given);
        given.request(1);
    }

    @Override
    public void onNext(HostEvent event) {
        out.line(json ? VmmJson.of(event) : line(event));
        boolean enough = most.map(count -> event.sequence() >= count).orElse(false);
        if (enough || target.map(wanted -> wanted.is(event)).orElse(false)) {
            subscription.ifPresent(Flow.Subscription::cancel);
            end.complete(End.REACHED);
        } else {
            subscription.ifPresent(given -> given.request(1));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(most.isPresent() || target.isPresent() ? End.TOO_LATE : End.REACHED);
    }

    private String line(HostEvent event) {
        String time = event.time().truncatedTo(ChronoUnit.SECONDS).toString();
        String type = String.format(Locale.ROOT, "%-21s", event.type());
        return (out.style().faint(time) + "  " + type + "  " + words(event.what())).stripTrailing();
    }

    private String words(Occurrence what) {
        if (what instanceof VmOccurrence.Restarted restarted) {
            return named(restarted.vm()) + ", was "
                    + restarted.before().pid().stream()
                            .mapToObj(Long::toString)
                            .findFirst()
                            .orElse("-");
        }
        if (what instanceof VmOccurrence of) {
            return named(of.vm());
        }
        if (what instanceof Occurrence.ConfigurationChanged changed) {
            return changed.fingerprint().orElse("cannot be read");
        }
        if (what instanceof Occurrence.PollingFailed failed) {
            return failed.error().message() + " " + failed.error().hint();
        }
        if (what instanceof Occurrence.Gap gap) {
            return gap.reason() + ", from " + gap.from().truncatedTo(ChronoUnit.SECONDS)
                    + (gap.lost() > 0 ? ", " + gap.lost() + " events lost" : "");
        }
        return "";
    }

    private String named(ObservedVm vm) {
        String state = vm.state().toString();
        return out.style().bold(vm.name().value()) + "  " + out.style().state(state, state)
                + vm.id().map(id -> ", id " + id).orElse("")
                + vm.pid().stream()
                        .mapToObj(pid -> ", process " + pid)
                        .findFirst()
                        .orElse("");
    }
}
