package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.ExecutedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** What a host was asked to run. Thread safe. */
public final class Journal {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Entry> entries = new ArrayList<>();
    private int roundTrips;

    /** One command, whose exit status comes later. */
    public final class Entry {

        private ExecutedCommand command;

        private Entry(ExecutedCommand command) {
            this.command = command;
        }

        /** It ended by itself. */
        public void ended(int status) {
            lock.lock();
            try {
                command = new ExecutedCommand(
                        command.argv(), command.user(), OptionalInt.of(status), command.roundTrip());
            } finally {
                lock.unlock();
            }
        }
    }

    /** A new round trip. */
    public int nextRoundTrip() {
        lock.lock();
        try {
            return ++roundTrips;
        } finally {
            lock.unlock();
        }
    }

    /** A command that begins. */
    public Entry add(List<String> argv, String user, int roundTrip) {
        lock.lock();
        try {
            Entry entry = new Entry(new ExecutedCommand(argv, user, OptionalInt.empty(), roundTrip));
            entries.add(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** All commands in the order they began. */
    public List<ExecutedCommand> commands() {
        lock.lock();
        try {
            return entries.stream().map(entry -> entry.command).toList();
        } finally {
            lock.unlock();
        }
    }

    /** How many round trips there were. */
    public int roundTrips() {
        lock.lock();
        try {
            return roundTrips;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything. */
    public void clear() {
        lock.lock();
        try {
            entries.clear();
            roundTrips = 0;
        } finally {
            lock.unlock();
        }
    }
}
