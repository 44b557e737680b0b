package io.kinexus.operator.kind.subnet;

import io.kinexus.operator.core.resource.Live;

/** One subnet as read. */
record SubnetLive(
        String subnetId,
        String arn,
        String vpcId,
        String cidrBlock,
        String availabilityZone,
        boolean mapPublicIpOnLaunch,
        int freeAddresses)
        implements Live {}
