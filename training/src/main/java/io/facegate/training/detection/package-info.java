/**
 * MTCNN: its three networks, and the one graph that makes a face detector of them.
 *
 * @see <a href="https://arxiv.org/abs/1604.02878">Zhang, Zhang, Li, Qiao: Joint Face Detection and Alignment using
 *     Multi-task Cascaded Convolutional Networks (2016)</a>
 */
@NullMarked
package io.facegate.training.detection;

import org.jspecify.annotations.NullMarked;
