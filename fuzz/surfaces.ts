import { consoleSurface } from './console/console-surface.ts';
import { feedbackSurface } from './feedback/feedback-surface.ts';
import { gatewaySurface } from './gateway/gateway-surface.ts';
import { orderSurface } from './orders/order-surface.ts';
import type { Surface } from './surface.ts';

/** Everywhere that strangers' input comes in. */
export const SURFACES: readonly Surface[] = [orderSurface, feedbackSurface, consoleSurface, gatewaySurface];
