package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the parts of a disk that have data, in order; other threads read and decompress the next ones meanwhile. Memory: a few chunks,
 * whatever the disk.
 */
final class ReadAhead implements Closeable {

    /** As long as a cluster can be, so that none is decompressed twice. */
    private static final int MAX_CHUNK = 2 << 20;

    private static final int MIN_CHUNK = 1 << 20;
    private static final int MAX_THREADS = 4;

    /** A file server may be slow, but not for ever. */
    private static final int PATIENCE_SECONDS = 600;

    private final Path source;
    private final long size;
    private final int chunkSize;
    private final GuestReader scout;
    private final ExecutorService threads;
    private final Deque<Chunk> pending = new ArrayDeque<>();
    private final Deque<Chunk> idle = new ArrayDeque<>();
    private long position;

    ReadAhead(Path source, List<Layer> layers) {
        this.source = source;
        this.size = layers.get(0).size();
        int largest = layers.stream().mapToInt(Layer::clusterSize).max().orElse(0);
        this.chunkSize = Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, largest));
        this.scout = new GuestReader(layers);
        int count = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "vmm4j-qcow2");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i <= count; i++) {
            idle.add(new Chunk(new GuestReader(layers), new byte[chunkSize]));
        }
    }

    /** The next part with data, which is the caller's until the next call; of no length at the end. */
    Chunk next() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.CANCELLED, source));
        }
        while (!idle.isEmpty() && position < size) {
            position = scout.nextData(position) / chunkSize * chunkSize;
            if (position < size) {
                Chunk chunk = idle.remove();
                chunk.start(position, (int) Math.min(chunkSize, size - position));
                pending.add(chunk);
                position += chunkSize;
            }
        }
        if (pending.isEmpty()) {
            return new Chunk(scout, new byte[0]);
        }
        Chunk chunk = pending.remove();
        chunk.await();
        idle.add(chunk);
        return chunk;
    }

    /** What is read is no longer read when this returns, unless a file system hangs. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                pending.forEach(chunk -> chunk.reader.close());
                idle.forEach(chunk -> chunk.reader.close());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scout.close();
    }

    /** A part of the disk. */
    final class Chunk {

        private final GuestReader reader;
        private final byte[] bytes;
        private long offset;
        private int length;
        private Future<?> work = CompletableFuture.completedFuture(null);

        private Chunk(GuestReader reader, byte[] bytes) {
            this.reader = reader;
            this.bytes = bytes;
        }

        long offset() {
            return offset;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        private void start(long from, int count) {
            offset = from;
            length = count;
            work = threads.submit(() -> reader.read(from, bytes, count));
        }

        private void await() {
            try {
                work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Qcow2Exception(Errors.problem(Qcow2Error.CANCELLED, source), e);
            } catch (TimeoutException e) {
                throw new Qcow2Exception(
                        Errors.problem(Qcow2Error.STALLED, source).with("seconds", PATIENCE_SECONDS), e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Qcow2Exception found) {
                    throw found;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
