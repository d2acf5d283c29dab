/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The errors a verb may end in when no final SIP answer came (CONTRACT U25). */

#include "ua-error.h"

/**
 * ua_error_quark:
 *
 * The domain of [enum@UaError].
 *
 * Returns: the quark
 */
G_DEFINE_QUARK (ua-error-quark, ua_error)
