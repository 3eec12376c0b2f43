package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Host;
import java.util.List;

/**
 * A pool of addresses while its line is read.
 *
 * @param hosts its addresses
 * @param ports its ports; two zeros for none
 * @param openEnd whether the range of ports is as long as that of the rule
 * @param selection how an address is chosen, with a blank before it; empty for what is usual
 * @param stickyAddress whether a source keeps its address
 * @param staticPort whether the source's port stays
 * @param binat whether it works in both directions
 */
record PoolDraft(
        List<Host> hosts,
        NumberReader.Ports ports,
        boolean openEnd,
        String selection,
        boolean stickyAddress,
        boolean staticPort,
        boolean binat) {}
