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

/**
 * ua_error_is_media:
 * @error: (nullable): what something ended in
 *
 * Tells whether it was our own sound that failed.
 *
 * Returns: %TRUE for %UA_ERROR_MEDIA and its kinds
 */
gboolean
ua_error_is_media (const GError *error)
{
  return g_error_matches (error, UA_ERROR, UA_ERROR_MEDIA) || g_error_matches (error, UA_ERROR, UA_ERROR_MEDIA_DENIED)
         || g_error_matches (error, UA_ERROR, UA_ERROR_MEDIA_UNSUPPORTED)
         || g_error_matches (error, UA_ERROR, UA_ERROR_MEDIA_SILENT);
}

/**
 * ua_error_new_from_handler:
 * @handler: whose sound failed
 * @cause: why, in its own domain
 *
 * Says it in ours.
 *
 * Returns: (transfer full): %UA_ERROR_MEDIA or one of its kinds
 */
GError *
ua_error_new_from_handler (UaDescriptionHandler *handler,
                           const GError         *cause)
{
  static const UaError codes[] = {
    [UA_DESCRIPTION_FAULT_OTHER] = UA_ERROR_MEDIA,
    [UA_DESCRIPTION_FAULT_DENIED] = UA_ERROR_MEDIA_DENIED,
    [UA_DESCRIPTION_FAULT_UNSUPPORTED] = UA_ERROR_MEDIA_UNSUPPORTED,
    [UA_DESCRIPTION_FAULT_SILENT] = UA_ERROR_MEDIA_SILENT,
  };

  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (handler) && cause != NULL, NULL);

  return g_error_new_literal (UA_ERROR, codes[ua_description_handler_judge (handler, cause)], cause->message);
}
