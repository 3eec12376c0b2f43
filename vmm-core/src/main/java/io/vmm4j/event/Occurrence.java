package io.vmm4j.event;

import io.vmm4j.error.Failure;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What happened on a host, or to whoever looks at it. Immutable. */
public sealed interface Occurrence
        permits VmOccurrence,
                Occurrence.VmdUp,
                Occurrence.VmdDown,
                Occurrence.ConfigurationChanged,
                Occurrence.PollingFailed,
                Occurrence.Gap {

    /** What kind it is. */
    EventType type();

    /** vmd(8) answers; before, it did not, or had not been asked. */
    record VmdUp() implements Occurrence {

        @Override
        public EventType type() {
            return EventType.VMD_UP;
        }
    }

    /**
     * vmd(8) does not run. That implies that no VM runs either: they end with vmd, without a shutdown (seen on OpenBSD 7.6). It
     * does not make them stopped: each VM becomes unknown, as those that were started ad hoc are gone for good, and vmd starts
     * those that vm.conf(5) does not disable when it is started again. A {@link VmOccurrence.BecameUnknown} for each of them
     * follows.
     */
    record VmdDown() implements Occurrence {

        @Override
        public EventType type() {
            return EventType.VMD_DOWN;
        }
    }

    /**
     * The text of /etc/vm.conf is not what it was, or was read for the first time. Files that it includes are not looked at.
     * While it cannot be read, the definitions of VMs are taken to be what they were.
     *
     * @param fingerprint of the text; empty if it cannot be read
     */
    record ConfigurationChanged(Optional<String> fingerprint) implements Occurrence {

        public ConfigurationChanged {
            Objects.requireNonNull(fingerprint, "fingerprint");
        }

        @Override
        public EventType type() {
            return EventType.CONFIGURATION_CHANGED;
        }
    }

    /**
     * The host could not be looked at, for another reason than the time before. It changes nothing in what is known. When a look
     * succeeds again, a {@link Gap} tells.
     *
     * @param error why
     * @param next when it will be looked at again
     */
    record PollingFailed(Failure error, Instant next) implements Occurrence {

        public PollingFailed {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(next, "next");
        }

        @Override
        public EventType type() {
            return EventType.POLLING_FAILED;
        }
    }

    /**
     * Events are missing: what came and went in this time is not known. The events that follow make up for the rest.
     *
     * @param from when it was known last what is there
     * @param to when it was known again
     * @param reason why
     * @param lost how many events were seen and could not be told; 0 if nobody looked
     */
    record Gap(Instant from, Instant to, Reason reason, long lost) implements Occurrence {

        public Gap {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(reason, "reason");
            if (lost < 0) {
                throw new IllegalArgumentException("events that were lost are 0 or more: " + lost);
            }
        }

        /** Why events are missing. */
        public enum Reason {
            /** The host could not be asked, or did not answer what could be read. */
            POLLING_FAILED,
            /** Nobody asked for much longer than an interval: this program, or its machine, stood still. */
            POLLING_DELAYED,
            /** The consumer did not take events as fast as they came. */
            SLOW_CONSUMER,
            /** The consumer was not there, and goes on from where it was. */
            RESUMED;

            /** In lower case, with a hyphen. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        @Override
        public EventType type() {
            return EventType.GAP;
        }
    }
}
