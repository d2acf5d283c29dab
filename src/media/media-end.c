/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call outlives its devices. When one breaks, what the system would take is next; when that breaks too, silence is, and
 * the device is tried again: often at first, because a sound server that was started anew is there within a second. One that
 * hangs is asked in a thread, and never twice at a time. */

#include "media-end.h"

#include "media-ends.h"
#include "media-error.h"
#include "media-opening.h"

#define SOON_MS 200
#define LATER_MS 2000
#define N_SOON 25u
#define RESTING "silence"
/* A sound server that is well has answered by then; one that is not is not waited for. */
#define QUICK_US (60 * G_TIME_SPAN_MILLISECOND)
#define PATIENCE_MS 800
/* No microphone that is well says nothing for so long. */
#define STALE_US (2 * G_USEC_PER_SEC)
/* What has worked for so long, and breaks, is tried anew as often as at first. */
#define WELL_US (5 * G_USEC_PER_SEC)

struct _MediaEnd
{
  MediaDesk       *desk;
  MediaDeviceKind  kind;
  MediaReference  *tap; /* nullable */
  MediaEndCalls    calls;
  gpointer         user_data;
  GMainContext    *context;
  gulong           changed_id; /* while it is open */

  char            *opened;   /* the name of what is open; NULL: silence in its place */
  MediaCleaning    cleaning; /* with what */
  MediaOpening    *opening;  /* NULL: nobody is asked; there is silence meanwhile */
  char            *awaited;  /* what it opens */
  GSource         *patience; /* until that is trouble */
  gboolean         returning; /* after trouble */
  gboolean         lingering; /* the one there was goes on until then */
  gboolean         resting;
  GError          *trouble;
  GSource         *again;    /* while there is silence in the place of a device */
  guint            n_tried;  /* since it broke */
  gboolean         blind;    /* it was opened before anybody knew what devices there are: it may be another one */
  gint64           made_at;  /* monotonic time, µs */
};

static void
stop_trying (MediaEnd *end)
{
  if (end->again != NULL)
    g_source_destroy (end->again);
  g_clear_pointer (&end->again, g_source_unref);
}

static void
set_trouble (MediaEnd     *end,
             const GError *error)
{
  gboolean was_well = end->trouble == NULL;

  g_clear_error (&end->trouble);
  if (error != NULL)
    end->trouble = g_error_copy (error);
  if (end->changed_id != 0 && !(was_well && error == NULL))
    end->calls.trouble (end->user_data);
}

/* The name of what ought to be open now. */
static char *
dup_wanted (MediaEnd *end)
{
  return end->resting ? g_strdup (RESTING) : media_desk_dup_device (end->desk, end->kind);
}

/* What makes sound without a sound server is made at once. */
static gboolean
is_asked_for (const char *name)
{
  return !g_str_has_prefix (name, "tone:") && !g_str_equal (name, RESTING) && !g_str_equal (name, "none");
}

static MediaOpeningMake
get_make (MediaEnd *end)
{
  return end->kind == MEDIA_DEVICE_KIND_SPEAKER ? media_ends_make_sink : media_ends_make_source;
}

static GstElement *
make_silence (MediaEnd *end)
{
  gboolean is_device;

  return get_make (end) (end->kind == MEDIA_DEVICE_KIND_SPEAKER ? "none" : RESTING, &is_device, NULL);
}

static void
stop_opening (MediaEnd *end)
{
  g_clear_pointer (&end->opening, media_opening_drop);
  g_clear_pointer (&end->awaited, g_free);
  if (end->patience != NULL)
    g_source_destroy (end->patience);
  g_clear_pointer (&end->patience, g_source_unref);
}

static void try_again_later (MediaEnd *end);

/* Whatever the sound server has said there is an element afterwards; it is silent when nothing could be opened. */
static GstElement *
take (MediaEnd *end)
{
  g_autoptr (GError) error = NULL;
  gboolean is_device = FALSE;
  GstElement *element = media_opening_take (g_steal_pointer (&end->opening), &is_device, &error);

  if (element == NULL)
    element = make_silence (end);
  end->made_at = g_get_monotonic_time ();
  end->cleaning = media_desk_get_cleaning (end->desk);
  end->blind = end->returning;
  end->opened = error == NULL ? g_steal_pointer (&end->awaited) : NULL;
  stop_opening (end);
  if (error != NULL)
    try_again_later (end);
  else
    stop_trying (end);
  set_trouble (end, error);

  return is_device && end->kind == MEDIA_DEVICE_KIND_MICROPHONE ? media_canceller_wrap (element, end->tap, end->cleaning)
                                                                : element;
}

/* There is silence in its place, or still the one there was. */
static void
opened_cb (gpointer user_data)
{
  MediaEnd *end = user_data;
  GstElement *element = take (end);

  if (end->opened == NULL && !end->lingering)
    {
      gst_object_unref (gst_object_ref_sink (element));
      return;
    }
  end->lingering = FALSE;
  end->calls.exchange (element, end->user_data);
  if (end->opened != NULL && end->returning)
    media_desk_look_again (end->desk);
}

static gboolean
patience_cb (gpointer user_data)
{
  MediaEnd *end = user_data;
  g_autoptr (GError) error = g_error_new (MEDIA_ERROR, MEDIA_ERROR_DEVICE, "the sound server does not answer, '%s' is not open",
                                          end->awaited);

  g_clear_pointer (&end->patience, g_source_unref);
  set_trouble (end, error);

  return G_SOURCE_REMOVE;
}

/* Begins to open what ought to be open. TRUE: it is known by now what comes of it. */
static gboolean
ask (MediaEnd *end,
     char     *name)
{
  stop_opening (end);
  g_clear_pointer (&end->opened, g_free);
  end->awaited = name;
  end->opening = media_opening_begin (get_make (end), name, opened_cb, end);
  if (media_opening_wait (end->opening, QUICK_US))
    return TRUE;
  end->patience = g_timeout_source_new (PATIENCE_MS);
  g_source_set_callback (end->patience, patience_cb, end, NULL);
  g_source_attach (end->patience, end->context);

  return FALSE;
}

/* The first element, and the next. NULL: it will come, and until then there is the one there was. */
static GstElement *
make (MediaEnd *end)
{
  g_autofree char *name = dup_wanted (end);
  gboolean is_well = end->opened != NULL;
  gboolean is_known;
  gboolean is_device;
  GstElement *element;

  end->returning = FALSE;
  stop_trying (end);
  end->lingering = FALSE;
  if (is_asked_for (name))
    {
      is_known = ask (end, g_steal_pointer (&name));
      end->lingering = !is_known && is_well;
      if (is_known)
        return take (end);
      return is_well ? NULL : make_silence (end);
    }

  stop_opening (end);
  element = get_make (end) (name, &is_device, NULL);
  g_free (end->opened);
  end->opened = g_steal_pointer (&name);
  end->blind = FALSE;
  end->cleaning = media_desk_get_cleaning (end->desk);
  set_trouble (end, NULL);

  return element;
}

static gboolean
again_cb (gpointer user_data)
{
  MediaEnd *end = user_data;

  g_clear_pointer (&end->again, g_source_unref);
  end->returning = TRUE;
  if (ask (end, dup_wanted (end)))
    opened_cb (end);

  return G_SOURCE_REMOVE;
}

static void
try_again_later (MediaEnd *end)
{
  stop_trying (end);
  end->again = g_timeout_source_new (end->n_tried++ < N_SOON ? SOON_MS : LATER_MS);
  g_source_set_callback (end->again, again_cb, end, NULL);
  g_source_attach (end->again, end->context);
}

static void
renew (MediaEnd *end)
{
  GstElement *fresh = make (end);

  if (fresh != NULL)
    end->calls.exchange (fresh, end->user_data);
}

static void
desk_changed_cb (MediaDesk *desk,
                 MediaEnd  *end)
{
  g_autofree char *name = dup_wanted (end);
  gboolean is_cleaned_so = end->kind == MEDIA_DEVICE_KIND_SPEAKER || end->cleaning == media_desk_get_cleaning (desk);
  gboolean is_sure = !end->blind || !media_desk_knows_devices (desk);

  if (end->opening != NULL && g_str_equal (end->awaited, name))
    return;
  if (end->opened != NULL && g_str_equal (end->opened, name) && is_cleaned_so && is_sure)
    return;
  end->n_tried = 0;
  renew (end);
}

/**
 * media_end_new:
 * @desk: what was chosen
 * @kind: a microphone or a speaker
 * @tap: (nullable): as for media_canceller_wrap()
 * @calls: what to do when something changes
 * @user_data: for @calls
 *
 * Makes an end that is not open.
 *
 * Returns: (transfer full): the end
 */
MediaEnd *
media_end_new (MediaDesk           *desk,
               MediaDeviceKind      kind,
               MediaReference      *tap,
               const MediaEndCalls *calls,
               gpointer             user_data)
{
  MediaEnd *end;

  g_return_val_if_fail (MEDIA_IS_DESK (desk), NULL);
  g_return_val_if_fail (calls != NULL, NULL);

  end = g_new0 (MediaEnd, 1);
  end->desk = g_object_ref (desk);
  end->kind = kind;
  end->tap = tap != NULL ? media_reference_ref (tap) : NULL;
  end->calls = *calls;
  end->user_data = user_data;
  end->context = g_main_context_ref_thread_default ();

  return end;
}

/**
 * media_end_free:
 * @end: (transfer full): an end
 *
 * Lets go of the device; the element, if it is still in use, is its pipeline's.
 */
void
media_end_free (MediaEnd *end)
{
  g_return_if_fail (end != NULL);

  stop_trying (end);
  stop_opening (end);
  if (end->changed_id != 0)
    {
      g_signal_handler_disconnect (end->desk, end->changed_id);
      media_desk_get_up (end->desk);
    }
  g_object_unref (end->desk);
  g_main_context_unref (end->context);
  g_clear_error (&end->trouble);
  g_free (end->opened);
  g_clear_pointer (&end->tap, media_reference_unref);
  g_free (end);
}

/**
 * media_end_open:
 * @end: an end that is not open
 *
 * Opens what was chosen. While the sound server keeps us waiting there is silence.
 *
 * Returns: (transfer floating): an element, silent if nothing could be opened yet
 */
GstElement *
media_end_open (MediaEnd *end)
{
  GstElement *element;

  g_return_val_if_fail (end != NULL, NULL);
  g_return_val_if_fail (end->changed_id == 0, NULL);

  media_desk_sit_down (end->desk);
  element = make (end);
  end->changed_id = g_signal_connect_data (end->desk, "changed", G_CALLBACK (desk_changed_cb), end, NULL,
                                           G_CONNECT_DEFAULT);

  return element;
}

/**
 * media_end_set_resting:
 * @end: a microphone
 * @resting: whether nobody listens
 *
 * Closes the device or opens it again.
 */
void
media_end_set_resting (MediaEnd *end,
                       gboolean  resting)
{
  g_return_if_fail (end != NULL);

  if (end->resting == resting)
    return;
  end->resting = resting;
  if (end->changed_id != 0)
    desk_changed_cb (end->desk, end);
}

/**
 * media_end_break:
 * @end: an open end
 * @error: what its element says is wrong
 *
 * Puts silence in the place of a device that broke, and tries it again.
 */
void
media_end_break (MediaEnd     *end,
                 const GError *error)
{
  g_autoptr (GError) trouble = NULL;

  g_return_if_fail (end != NULL);
  g_return_if_fail (error != NULL);

  if (g_get_monotonic_time () - end->made_at > WELL_US)
    end->n_tried = 0;
  trouble = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_DEVICE, error->message);
  g_clear_pointer (&end->opened, g_free);
  end->lingering = FALSE;
  end->calls.exchange (make_silence (end), end->user_data);
  set_trouble (end, trouble);
  if (end->opening == NULL)
    try_again_later (end);
}

/**
 * media_end_look:
 * @end: an open end
 * @heard_at: when it was last heard; monotonic time, µs
 *
 * Takes a device from which nothing comes, not even silence, for broken.
 */
void
media_end_look (MediaEnd *end,
                gint64    heard_at)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (end != NULL);

  if (end->opened == NULL || !is_asked_for (end->opened) ||
      g_get_monotonic_time () - MAX (heard_at, end->made_at) < STALE_US)
    return;
  error = g_error_new (MEDIA_ERROR, MEDIA_ERROR_DEVICE, "nothing comes from '%s' any more", end->opened);
  media_end_break (end, error);
}

/**
 * media_end_get_trouble:
 * @end: an end
 *
 * Gets why there is silence in its place.
 *
 * Returns: (transfer none) (nullable): the error; %NULL while all is well
 */
const GError *
media_end_get_trouble (MediaEnd *end)
{
  g_return_val_if_fail (end != NULL, NULL);

  return end->trouble;
}
