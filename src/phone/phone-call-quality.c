/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a call is heard, for people: what the room below measures becomes sentences, and a list for a graph. It is derived
 * anew whenever something below notifies, and only what changed is notified above. */

#include "config.h"

#include "phone-call-quality-private.h"

#include "phone-route.h"

struct _PhoneCallQuality
{
  GObject parent_instance;

  PhoneAccount *account;
  MediaSession *media; /* nullable: nothing is open */
  GListStore *readings;
  gboolean answered;
  gboolean secure; /* this and what follows: as it was notified last */
  const char *verdict_text; /* static, like the others */
  const char *quality_text;
  const char *security_text;
  const char *codec_text;
  const char *path_text;
  char *comparison_words;
};

G_DEFINE_FINAL_TYPE (PhoneCallQuality, phone_call_quality, G_TYPE_OBJECT)

enum
{
  PROP_READINGS = 1,
  PROP_VERDICT_TEXT,
  PROP_QUALITY_TEXT,
  PROP_SECURE,
  PROP_SECURITY_TEXT,
  PROP_COMPARISON_WORDS,
  PROP_CODEC_TEXT,
  PROP_PATH_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static MediaTruth *
get_truth (PhoneCallQuality *self)
{
  return self->media != NULL ? media_session_get_truth (self->media) : NULL;
}

static MediaReading *
get_reading (PhoneCallQuality *self)
{
  MediaTruth *truth = get_truth (self);

  return truth != NULL ? media_history_get_last (media_truth_get_history (truth)) : NULL;
}

static const MediaStats *
get_stats (PhoneCallQuality *self)
{
  MediaReading *reading = get_reading (self);

  return reading != NULL ? media_reading_get_numbers (reading)->stats : NULL;
}

static gboolean
is_line_secure (PhoneCallQuality *self)
{
  return phone_route_is_secure (phone_account_get_route (self->account));
}

static void
show (PhoneCallQuality  *self,
      const char       **shown,
      const char        *text,
      guint              prop_id)
{
  if (g_strcmp0 (*shown, text) == 0)
    return;

  *shown = text;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
show_secrecy (PhoneCallQuality *self)
{
  MediaTruth *truth = get_truth (self);
  const MediaSecrecy *secrecy = truth != NULL ? media_truth_get_secrecy (truth) : NULL;
  gboolean line = is_line_secure (self);
  gboolean secure = secrecy != NULL && secrecy->kind != MEDIA_SECRECY_NONE && line;

  show (self, &self->security_text, secrecy != NULL ? phone_quality_words_for_secrecy (secrecy->kind, line) : NULL,
        PROP_SECURITY_TEXT);
  if (g_set_str (&self->comparison_words, secrecy != NULL ? secrecy->words : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPARISON_WORDS]);
  if (self->secure == secure)
    return;
  self->secure = secure;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECURE]);
}

static void
refresh (PhoneCallQuality *self)
{
  MediaTruth *truth = get_truth (self);
  MediaReading *reading = get_reading (self);
  const MediaStats *stats = get_stats (self);

  g_object_freeze_notify (G_OBJECT (self));
  show (self, &self->verdict_text,
        truth != NULL ? phone_quality_words_for_verdict (media_truth_get_verdict (truth)) : NULL, PROP_VERDICT_TEXT);
  show (self, &self->quality_text,
        reading != NULL ? phone_quality_words_for_grade (media_reading_get_grade (reading)) : NULL, PROP_QUALITY_TEXT);
  show (self, &self->codec_text, stats != NULL ? phone_quality_words_for_codec (stats->codec) : NULL, PROP_CODEC_TEXT);
  show (self, &self->path_text, stats != NULL ? phone_quality_words_for_path (stats) : NULL, PROP_PATH_TEXT);
  show_secrecy (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
history_changed_cb (GListModel       *history,
                    guint             position,
                    guint             n_removed,
                    guint             n_added,
                    PhoneCallQuality *self)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (MediaReading) reading = g_list_model_get_item (history, i);

      g_ptr_array_add (added, phone_reading_new (reading));
    }
  g_list_store_splice (self->readings, position, n_removed, added->pdata, n_added);
  refresh (self);
}

static void
leave_media (PhoneCallQuality *self)
{
  MediaTruth *truth = get_truth (self);

  if (truth == NULL)
    return;
  media_truth_set_answered (truth, FALSE);
  g_signal_handlers_disconnect_by_data (truth, self);
  g_signal_handlers_disconnect_by_data (media_truth_get_history (truth), self);
  g_list_store_remove_all (self->readings);
  g_clear_object (&self->media);
}

static void
phone_call_quality_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PhoneCallQuality *self = PHONE_CALL_QUALITY (object);

  switch (prop_id)
    {
    case PROP_READINGS:
      g_value_set_object (value, self->readings);
      break;
    case PROP_VERDICT_TEXT:
      g_value_set_string (value, self->verdict_text);
      break;
    case PROP_QUALITY_TEXT:
      g_value_set_string (value, self->quality_text);
      break;
    case PROP_SECURE:
      g_value_set_boolean (value, self->secure);
      break;
    case PROP_SECURITY_TEXT:
      g_value_set_string (value, self->security_text);
      break;
    case PROP_COMPARISON_WORDS:
      g_value_set_string (value, self->comparison_words);
      break;
    case PROP_CODEC_TEXT:
      g_value_set_string (value, self->codec_text);
      break;
    case PROP_PATH_TEXT:
      g_value_set_string (value, self->path_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_call_quality_dispose (GObject *object)
{
  PhoneCallQuality *self = PHONE_CALL_QUALITY (object);

  g_clear_object (&self->media);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (phone_call_quality_parent_class)->dispose (object);
}

static void
phone_call_quality_finalize (GObject *object)
{
  PhoneCallQuality *self = PHONE_CALL_QUALITY (object);

  g_object_unref (self->readings);
  g_free (self->comparison_words);

  G_OBJECT_CLASS (phone_call_quality_parent_class)->finalize (object);
}

static void
phone_call_quality_class_init (PhoneCallQualityClass *klass)
{
  static const struct { guint id; const char *name; } texts[] = {
    { PROP_VERDICT_TEXT, "verdict-text" }, { PROP_QUALITY_TEXT, "quality-text" },
    { PROP_SECURITY_TEXT, "security-text" }, { PROP_COMPARISON_WORDS, "comparison-words" },
    { PROP_CODEC_TEXT, "codec-text" }, { PROP_PATH_TEXT, "path-text" },
  };
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_call_quality_dispose;
  object_class->finalize = phone_call_quality_finalize;
  object_class->get_property = phone_call_quality_get_property;

  props[PROP_READINGS] = g_param_spec_object ("readings", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  props[PROP_SECURE] = g_param_spec_boolean ("secure", NULL, NULL, FALSE, readable);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    props[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_call_quality_init (PhoneCallQuality *self)
{
  self->readings = g_list_store_new (PHONE_TYPE_READING);
}

PhoneCallQuality *
phone_call_quality_new (PhoneAccount *account)
{
  PhoneCallQuality *self = g_object_new (PHONE_TYPE_CALL_QUALITY, NULL);

  self->account = g_object_ref (account);
  g_signal_connect_object (phone_account_get_route (account), "notify::secure", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
phone_call_quality_follow (PhoneCallQuality *self,
                           MediaSession     *media)
{
  MediaTruth *truth = media_session_get_truth (media);
  GListModel *history = G_LIST_MODEL (media_truth_get_history (truth));

  if (self->media == media)
    return;
  leave_media (self);
  self->media = g_object_ref (media);
  media_truth_set_answered (truth, self->answered);
  g_signal_connect_object (truth, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_DEFAULT);
  history_changed_cb (history, 0, 0, g_list_model_get_n_items (history), self);
}

void
phone_call_quality_set_answered (PhoneCallQuality *self,
                                 gboolean          answered)
{
  MediaTruth *truth = get_truth (self);

  self->answered = answered;
  if (truth != NULL)
    media_truth_set_answered (truth, answered);
}

void
phone_call_quality_get_summary (PhoneCallQuality *self,
                                MediaSummary     *summary)
{
  MediaTruth *truth = get_truth (self);

  *summary = (MediaSummary) { 0 };
  if (truth != NULL)
    media_truth_get_summary (truth, summary);
}

/**
 * phone_call_quality_get_readings:
 * @self: the quality of a call
 *
 * What was measured in the last ten minutes.
 *
 * Returns: (transfer none): a list of PhoneReading, the newest last
 */
GListModel *
phone_call_quality_get_readings (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return G_LIST_MODEL (self->readings);
}

/**
 * phone_call_quality_get_last:
 * @self: the quality of a call
 *
 * What was measured last.
 *
 * Returns: (transfer none) (nullable): the reading; %NULL: none yet
 */
PhoneReading *
phone_call_quality_get_last (PhoneCallQuality *self)
{
  g_autoptr (PhoneReading) last = NULL;
  guint n;

  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->readings));
  last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->readings), n - 1) : NULL;
  return last; /* the list holds it */
}

/**
 * phone_call_quality_get_verdict:
 * @self: the quality of a call
 *
 * What is wrong, as a word for programs.
 *
 * Returns: (transfer none): the nick of what is wrong; "none"
 */
const char *
phone_call_quality_get_verdict (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return phone_quality_words_get_nick (self->media != NULL ? media_truth_get_verdict (get_truth (self)) : MEDIA_VERDICT_NONE);
}

/**
 * phone_call_quality_get_verdict_text:
 * @self: the quality of a call
 *
 * What is wrong with the call.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: nothing
 */
const char *
phone_call_quality_get_verdict_text (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->verdict_text;
}

/**
 * phone_call_quality_get_quality_text:
 * @self: the quality of a call
 *
 * How it is heard.
 *
 * Returns: (transfer none) (nullable): a word; %NULL: not known
 */
const char *
phone_call_quality_get_quality_text (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->quality_text;
}

/**
 * phone_call_quality_is_secure:
 * @self: the quality of a call
 *
 * Whether nobody on the way can listen, servers aside.
 *
 * Returns: %TRUE when the sound is encrypted and so was what led to it
 */
gboolean
phone_call_quality_is_secure (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), FALSE);

  return self->secure;
}

/**
 * phone_call_quality_get_security_text:
 * @self: the quality of a call
 *
 * Who can listen.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: not known yet
 */
const char *
phone_call_quality_get_security_text (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->security_text;
}

/**
 * phone_call_quality_get_comparison_words:
 * @self: the quality of a call
 *
 * What both ends read to each other.
 *
 * Returns: (transfer none) (nullable): four words; %NULL: there are none
 */
const char *
phone_call_quality_get_comparison_words (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->comparison_words;
}

/**
 * phone_call_quality_get_codec_text:
 * @self: the quality of a call
 *
 * How the sound is written.
 *
 * Returns: (transfer none) (nullable): a name; %NULL: not known
 */
const char *
phone_call_quality_get_codec_text (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->codec_text;
}

/**
 * phone_call_quality_get_path_text:
 * @self: the quality of a call
 *
 * Which way the sound goes.
 *
 * Returns: (transfer none) (nullable): a few words; %NULL: not known
 */
const char *
phone_call_quality_get_path_text (PhoneCallQuality *self)
{
  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  return self->path_text;
}

/**
 * phone_call_quality_dup_addresses:
 * @self: the quality of a call
 *
 * Between which addresses the sound goes; for who looks for an error.
 *
 * Returns: (transfer full) (nullable): both; %NULL: not known
 */
char *
phone_call_quality_dup_addresses (PhoneCallQuality *self)
{
  const MediaStats *stats;

  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  stats = get_stats (self);
  if (stats == NULL || stats->local_address == NULL || stats->remote_address == NULL)
    return NULL;
  return g_strdup_printf ("%s → %s", stats->local_address, stats->remote_address);
}

/**
 * phone_call_quality_get_cipher:
 * @self: the quality of a call
 *
 * How the sound is encrypted; for who looks for an error.
 *
 * Returns: (transfer none) (nullable): the suite; %NULL: it is not, or not known
 */
const char *
phone_call_quality_get_cipher (PhoneCallQuality *self)
{
  const MediaStats *stats;

  g_return_val_if_fail (PHONE_IS_CALL_QUALITY (self), NULL);

  stats = get_stats (self);
  return stats != NULL ? stats->cipher : NULL;
}
