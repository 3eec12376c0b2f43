package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmmHost;
import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvents;
import io.vmm4j.event.HostEventsBuilder;
import io.vmm4j.exec.ShellWords;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmm events}. */
@Command(
        name = "events",
        description = "Tells what happens on the host, a line an event, until Ctrl-C. First it tells of all there is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The exit status is 1 if --for is over before what --until and --count are waiting for.",
            "",
            "Example: wait until web1 has stopped, ten minutes at most:",
            "  vmm events --until vm-stopped:web1 --for 600"
        })
final class EventsCommand extends HostCommand {

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "How long to wait between two looks at the host. Default: ${DEFAULT-VALUE}.")
    private long interval = 10;

    @Option(names = "--count", paramLabel = "N", description = "Ends after so many events.")
    private @Nullable Long count;

    @Option(
            names = "--until",
            paramLabel = "EVENT[:VM]",
            description =
                    "Ends with this event, if a VM is named of that VM: vm-stopped:web1. What is so from the beginning is no"
                            + " such event; a VM that vmd(8) forgets when it stops is vm-vanished.")
    private @Nullable String until;

    @Option(names = "--for", paramLabel = "SECONDS", description = "Ends after this time at the latest.")
    private @Nullable Long limit;

    @Override
    Task task() {
        requirePositive("--interval", interval);
        Optional<Long> most = Optional.ofNullable(count);
        most.ifPresent(events -> requirePositive("--count", events));
        Optional<Long> end = Optional.ofNullable(limit);
        end.ifPresent(seconds -> requirePositive("--for", seconds));
        Optional<EventsPrinter.Target> target = Optional.ofNullable(until).map(EventsCommand::target);
        return host -> {
            Outcome outcome =
                    watch(host, end.map(Duration::ofSeconds), new EventsPrinter(answers(), json(), most, target));
            if (outcome.exitStatus() != Vmm.DONE) {
                messages()
                        .line("Time is over, and " + Optional.ofNullable(until).orElse("the last event")
                                + " has not come.");
            }
            return outcome;
        };
    }

    private Outcome watch(VmmHost host, Optional<Duration> end, EventsPrinter printer) {
        HostEventsBuilder builder = host.events().interval(Duration.ofSeconds(interval));
        end.ifPresent(builder::endAfter);
        try (HostEvents events = builder.open()) {
            events.subscribe(printer);
            return new Ended(printer.await());
        }
    }

    private static void requirePositive(String option, long value) {
        if (value < 1) {
            throw new WrongUsage(option + " " + value + " is too little.", "Write 1 or more.");
        }
    }

    private static EventsPrinter.Target target(String text) {
        String[] parts = text.split(":", 2);
        EventType type = EventType.of(parts[0])
                .orElseThrow(() -> new WrongUsage(
                        "--until " + ShellWords.display(text) + " is no event.",
                        "Write one of "
                                + Arrays.stream(EventType.values())
                                        .map(EventType::id)
                                        .collect(Collectors.joining(", "))
                                + ", and for a VM its name behind a colon."));
        return new EventsPrinter.Target(type, parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
    }

    /** All was said when it happened. */
    private record Ended(EventsPrinter.End end) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.object();
        }

        @Override
        public void printJson(Screen out) {
            // Each event was a document.
        }

        @Override
        public void print(Screen out) {
            // Each event was a line.
        }

        @Override
        public int exitStatus() {
            return end == EventsPrinter.End.REACHED ? Vmm.DONE : Vmm.FAILED;
        }
    }
}
