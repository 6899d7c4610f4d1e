/// The gRPC face: messages stop here. Front door: [org.proofmark.controller.rpc.RpcServers].
@NullMarked
package org.proofmark.controller.rpc;

import org.jspecify.annotations.NullMarked;
