/**
 * What happens on a host, told while it happens: {@link io.vmm4j.event.HostEvents} looks at the host again and again, and what
 * differs between two {@linkplain io.vmm4j.event.HostSnapshot looks} becomes {@linkplain io.vmm4j.event.HostEvent events}.
 *
 * <p>vmd(8) tells nobody of changes by itself: what begins and ends between two looks is not seen, except that a VM with another
 * process was restarted. A look reads only and costs one round trip.
 *
 * <p>Events are complete: whoever {@linkplain io.vmm4j.event.HostSnapshot#replay replays} all of them has the last snapshot. When
 * looking was interrupted, or a consumer was too slow for the events meant for it, a
 * {@linkplain io.vmm4j.event.Occurrence.Gap gap} says so, and what follows leads from what the consumer knew to what is now.
 *
 * <p>vmctl(8) that fails does not mean that there are no VMs, and vmd(8) that is down does not mean that all are stopped: see
 * {@link io.vmm4j.event.Occurrence.PollingFailed} and {@link io.vmm4j.event.Occurrence.VmdDown}.
 */
@NullMarked
package io.vmm4j.event;

import org.jspecify.annotations.NullMarked;
