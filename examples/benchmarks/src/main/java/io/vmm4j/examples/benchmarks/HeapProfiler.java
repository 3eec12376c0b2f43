package io.vmm4j.examples.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Looks at the heap at each collection during an iteration: the most that was in use before one, and the most that was left
 * after one, in the first and in the second half of them. What is kept for each byte that was streamed would make the second
 * half larger.
 */
public final class HeapProfiler implements InternalProfiler, NotificationListener {

    static final String USED = "heap.used";
    static final String LEFT_EARLY = "heap.left.early";
    static final String LEFT_LATE = "heap.left.late";
    static final String COLLECTIONS = "heap.collections";

    private static final double MEBIBYTE = 1024 * 1024;

    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final List<Double> used = new ArrayList<>();
    private final List<Double> left = new ArrayList<>();

    /** Made by JMH, in the fork. */
    public HeapProfiler() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this, null, null);
        }
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            synchronized (this) {
                used.add(mebibytes(info.getMemoryUsageBeforeGc()));
                left.add(mebibytes(info.getMemoryUsageAfterGc()));
            }
        }
    }

    private double mebibytes(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum()
                / MEBIBYTE;
    }

    @Override
    public synchronized void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        used.clear();
        left.clear();
    }

    @Override
    public synchronized Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        int half = left.size() / 2;
        return List.of(
                result(USED, most(used)),
                result(LEFT_EARLY, most(left.subList(0, half))),
                result(LEFT_LATE, most(left.subList(half, left.size()))),
                new ScalarResult(COLLECTIONS, left.size(), "", AggregationPolicy.MAX));
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static ScalarResult result(String name, double mebibytes) {
        return new ScalarResult(name, mebibytes, "MiB", AggregationPolicy.MAX);
    }

    @Override
    public String getDescription() {
        return "the heap at each collection";
    }
}
